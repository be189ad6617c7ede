"""Which exit a stay takes and at which level it leaves a citizen, in the first period."""

import numpy as np

from sim.model.allocation import nothing_refused
from sim.model.draws import Draws
from sim.model.events.lookups import Model
from sim.model.events.week.staff import effect_of_staff
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.spells import AvertedTerms, DoseTerms
from sim.model.terms import LEVEL_KEPT, LEVEL_SET, LEVELS
from sim.model.units import DAYS_PER_WEEK


def level_after(parameters: Parameters, course: int, level: int, k: int) -> int:
    """Level to which exit k leads, before everyday rehabilitation."""
    how = parameters.network.exit_level_how[course, k]
    stated = int(parameters.network.exit_level[course, k])
    if how == LEVEL_KEPT:
        return level
    return stated if how == LEVEL_SET else min(LEVELS - 1, max(0, level + stated))


def averted_share(rulebook: Rulebook, parameters: Parameters, course: int, level: int) -> float:
    """Share of the declines that everyday rehabilitation averts."""
    network, place = parameters.network, (0, course, level)
    terms = AvertedTerms(
        float(network.averted_most[place]), float(network.rehabilitation_tau_hours[place[:2]])
    )
    return rulebook.averted(float(network.rehabilitation_hours[place]), terms)


def exit_shares(
    rulebook: Rulebook, parameters: Parameters, place: tuple[int, int], days: int
) -> list[Floats]:
    """P(exit | the stay ends after d days), an array [D] an exit; `place` is course and level."""
    network, (course, level) = parameters.network, place
    stated = network.exit_probability[0, course, level].tolist()
    dosed = int(network.dose_exit[course])
    if dosed < 0:
        return [np.full(days, each) for each in stated]
    dose = DoseTerms(
        float(network.dose_p_max[0, course, level]),
        float(network.dose_tau_weeks[0, course]),
        float(network.dose_gamma[0, course]),
    )
    effort = float(efforts(rulebook, parameters)[0].mean())
    p = [rulebook.effect(d / DAYS_PER_WEEK, effort, dose) for d in range(1, days + 1)]
    share = rulebook.dosed_share
    return [
        np.array(p if k == dosed else [share(each, stated[dosed], chance) for chance in p])
        for k, each in enumerate(stated)
    ]


def efforts(rulebook: Rulebook, parameters: Parameters) -> Floats:
    """Effort of each team's development as its staff make it, array [P, T]."""
    model = Model(rulebook, parameters, Draws(()), nothing_refused())
    teams = range(len(parameters.inflow.team_key))
    dates = range(len(parameters.calendar.period_end))
    return np.array([[effect_of_staff(model, team, period) for team in teams] for period in dates])
