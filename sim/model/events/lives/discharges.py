"""Stays that a team cuts short, because the citizen costs more than is paid.

The citizen is looked at when a spell begins. Who is to be discharged leaves care after the days
that `[early_discharge]` says, if the stay would have been longer; relapses are as much more likely
as if the share of the stay that was not given had been need not met. Who is found stays, and the
team pays a penalty. Hospital stays and waits are never cut.
"""

from typing import NamedTuple

from sim.model.draws import DISCHARGE, uniforms
from sim.model.events.kinds import Event
from sim.model.events.lives.acceptance import prospect_of
from sim.model.events.lookups import Model, identity, period_of
from sim.model.levers import DISCHARGE_SHARE
from sim.model.state import CUT, CUT_FOUND, NOT_CUT, State
from sim.model.terms import HOSPITAL, WAITING


class StayGiven(NamedTuple):
    """How much of a stay a team gives."""

    discharge: int  # NOT_CUT, CUT or CUT_FOUND
    cut_share: float
    stay_days: float


def stay_given(
    model: Model, event: Event, state: State, place: tuple[int, int], stay_days: float
) -> StayGiven:
    """How much of a stay a team gives that begins in a course at a level."""
    behaviour, kind = model.parameters.behaviour, model.parameters.network.kind[place[0]]
    share = state.teams.levers[event.team, DISCHARGE_SHARE]
    if not behaviour.may_discharge or share <= 0.0 or kind in (HOSPITAL, WAITING):
        return StayGiven(NOT_CUT, 0.0, stay_days)
    period = period_of(model.parameters, event.day)
    days = float(behaviour.discharge_days[period])
    if stay_days <= days or not model.rulebook.is_discharged(
        share, prospect_of(model, event, state, place)
    ):
        return StayGiven(NOT_CUT, 0.0, stay_days)
    who = identity(model.parameters, state, event.who)
    if uniforms(model.draws, who, DISCHARGE, event.number)[0] < behaviour.discharge_found[period]:
        return StayGiven(CUT_FOUND, 0.0, stay_days)
    return StayGiven(CUT, 1.0 - days / stay_days, days)
