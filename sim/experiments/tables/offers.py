"""Columns of teams as offers, and who pays for each citizen: only where a scenario has them.

A team without a limit has null places, and null wait with them. Who pays is drawn once for life,
at an address of its own, so it depends on nobody else and nothing that happens depends on it.
"""

import numpy as np

from sim.experiments.tables.columns import Columns, where_known
from sim.experiments.tables.job import Job
from sim.model.draws import PAYER, Identity, draws, uniforms
from sim.model.events.lookups import identity
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rules.payers import payer
from sim.model.state import State, TeamWeeks
from sim.model.terms import WAITED_OVER
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK


def places_by_week(parameters: Parameters) -> Floats:
    """Places of each team, the mean of each reported week's days [T, weeks]; NaN for no limit."""
    calendar = parameters.calendar
    periods = calendar.period_of_day[-calendar.first_day : calendar.end_day - calendar.first_day]
    daily = parameters.offers.places[periods].reshape(calendar.weeks, DAYS_PER_WEEK, -1)
    means: Floats = daily.sum(axis=1).T / DAYS_PER_WEEK
    return np.where(means < 0, np.nan, means)


def offer_columns(job: Job, of: TeamWeeks) -> Columns:
    """Places, waiting and basis cost by row of the table of team-weeks."""
    offers = job.parameters.offers
    found: Columns = {}
    if offers.is_limited:
        places = places_by_week(job.parameters)[list(job.team_rows)].ravel()
        is_limited = ~np.isnan(places)
        found |= {
            "places": where_known(places, is_limited),
            "waiting": where_known(of.queue_days / DAYS_PER_WEEK, is_limited),
            "admitted": where_known(of.admitted, is_limited),
            "waited_weeks": where_known(of.waited_days / DAYS_PER_WEEK, is_limited),
            **{
                column: where_known(of.waited_longer[..., place], is_limited)
                for place, column in enumerate(WAITED_OVER)
            },
        }
    if offers.basis_ore.any():
        found["basis_cost_dkk"] = of.basis_ore / ORE_PER_DKK
    return found


def payer_column(job: Job, state: State, citizens: Ints, replication: int) -> Columns:
    """Who pays for the citizen of each row of the table of spells; nothing without payers."""
    if not job.payers:
        return {}
    key, names, shares = draws(job.seed, replication), list(job.payers), [*job.payers.values()]
    paid_by: dict[int, str] = {}
    for citizen in np.unique(citizens).tolist():
        who = Identity(*(int(part) for part in identity(job.parameters, state, citizen)))
        paid_by[citizen] = names[payer(uniforms(key, who, PAYER, 0)[0], shares)]
    return {"payer": [paid_by[citizen] for citizen in citizens.tolist()]}
