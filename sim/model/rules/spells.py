"""How long a spell lasts and how it ends."""

import math
from typing import NamedTuple

from sim.model.distributions import StayTerms, stay_quantile
from sim.model.parameters import Floats


class DoseTerms(NamedTuple):
    """Response of self-reliance to weeks of development; `p_max` negative: no dose."""

    p_max: float
    tau_weeks: float
    gamma: float


class AvertedTerms(NamedTuple):
    """Response of decline to everyday rehabilitation."""

    most: float
    tau_hours: float


def stay(u: float, terms: StayTerms, quantiles: Floats) -> float:
    """Length of a stay [days, not rounded] if nothing else ends it."""
    return stay_quantile(u, terms, quantiles)


def hazard(u: float, per_day: float) -> float:
    """Time until a hazard strikes [days]; infinite where there is none."""
    if per_day <= 0.0:
        return math.inf
    return -math.log1p(-u) / per_day


def effect(weeks: float, effort: float, dose: DoseTerms) -> float:
    """Probability of ending development self-reliant, by its weeks and effort.

    p = p_max (1 - exp(-weeks effort**gamma / tau)). An early close is cheap and less likely
    to succeed. Source: design, "Progression has a dose"; the form is an assumption.

    >>> dose = DoseTerms(p_max=0.6, tau_weeks=6, gamma=1)
    >>> [round(effect(weeks, 1, dose), 2) for weeks in (0, 6, 600)]  # 0.6 (1 - 1/e) in between
    [0.0, 0.38, 0.6]
    """
    return dose.p_max * (1.0 - math.exp(-weeks * math.pow(effort, dose.gamma) / dose.tau_weeks))


def dosed_share(stated: float, stated_of_dosed: float, dosed: float) -> float:
    """Probability of an exit beside one that takes `dosed` from the dose.

    The others share what is left in proportion to their stated probabilities.
    """
    rest = 1.0 - stated_of_dosed
    return 0.0 if rest <= 0.0 else stated * (1.0 - dosed) / rest


def averted(hours: float, terms: AvertedTerms) -> float:
    """Share of the declines that everyday rehabilitation prevents, by its hours a week.

    most (1 - exp(-hours / tau)). The citizen whose decline is prevented begins another stay in the
    same course at the same level. Source: Progressionsbaseret styring, "hverdags-
    rehabiliteringen spiller en afgørende rolle"; the form is an assumption.
    """
    return terms.most * (1.0 - math.exp(-hours / terms.tau_hours))


def unmet_ratio(unmet_share: float, raised: float) -> float:
    """Ratio of admissions or relapses with unmet need to those without.

    1 + raised x share of the need that went unmet. Assumption: linear.
    """
    return 1.0 + raised * unmet_share
