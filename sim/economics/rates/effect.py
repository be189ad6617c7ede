"""What development is expected to do to rates and costs: the scenario with and without it.

Without an effect nobody ends a development course self-reliant: `p_max` of the dose is 0 and,
where a course has no dose, so is the exit. The other exits share the rest in proportion, as the
dose has it; those that lead to a better level stay. Both sides are solved by the twin, at hourly
prices, each from its own stationary start.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account
from sim.economics.rates.accounts.expected import ExpectedAccounts, expected
from sim.economics.rates.paying import Place, Setting
from sim.model.parameters import Floats, Network
from sim.model.terms import COURSE_KINDS, DEVELOPMENT, SELF_RELIANT
from sim.theory.network.stationary_start import stationary_start

KIND: Final = COURSE_KINDS[DEVELOPMENT]
_NOTHING: Final = 1e-9
"""Probability below which there is no other exit."""


class EffectOfDevelopment(NamedTuple):
    """Costs of the reported weeks with and without an effect of development [DKK]."""

    cost_dkk: float
    cost_without_dkk: float
    citizen_weeks: float
    citizen_weeks_without: float
    begun: float  # development courses, with the effect
    accounts: dict[Place, Account]  # without


def effect_of_development(setting: Setting, solved: ExpectedAccounts) -> EffectOfDevelopment | None:
    """Solve a setting without an effect; nothing where development has none."""
    network = without_effect(setting.parameters.network)
    if network is None:
        return None
    changed = setting.parameters._replace(network=network)
    if setting.scenario.values.run.initial == "stationary":
        changed = changed._replace(start=stationary_start(changed, setting.rules))
    other = expected(setting._replace(parameters=changed))
    developing = {of.course for of in setting.paid if of.kind == KIND}
    begun = (a.begun.sum() for (course, _), a in solved.accounts.items() if course in developing)
    return EffectOfDevelopment(
        _cost(solved),
        _cost(other),
        _weeks(solved),
        _weeks(other),
        float(sum(begun)),
        other.accounts,
    )


def _cost(solved: ExpectedAccounts) -> float:
    return float(sum(account.cost_dkk.sum() for account in solved.accounts.values()))


def _weeks(solved: ExpectedAccounts) -> float:
    return float(sum(account.weeks.sum() for account in solved.accounts.values()))


def without_effect(network: Network) -> Network | None:
    """A network in which development makes nobody self-reliant, or None if it is one already.

    A course whose every exit is self-reliance keeps it: there is nothing else to share.
    """
    p_max, exits = network.dose_p_max.copy(), network.exit_probability.copy()
    for course in np.flatnonzero(network.kind == DEVELOPMENT):
        for k in np.flatnonzero(network.exit_to[course] == SELF_RELIANT):
            others = 1.0 - network.exit_probability[:, course, :, k] > _NOTHING
            if k == network.dose_exit[course]:
                p_max[:, course] = np.where(others, 0.0, p_max[:, course])
            elif network.dose_exit[course] < 0:
                exits[:, course] = _without(exits[:, course], int(k))
    changed = network._replace(dose_p_max=p_max, exit_probability=exits)
    is_same = (p_max == network.dose_p_max).all() and (exits == network.exit_probability).all()
    return None if is_same else changed


def _without(shares: Floats, k: int) -> Floats:
    """Exit probabilities [P, L, K] without exit k, the others in proportion."""
    rest = shares.copy()
    rest[..., k] = 0.0
    total = rest.sum(axis=-1, keepdims=True)
    return np.where(total > _NOTHING, rest / np.maximum(total, _NOTHING), shares)
