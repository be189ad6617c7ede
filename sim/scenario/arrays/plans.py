"""What a tariff by support plan pays, in øre: basis rates, the price of an hour, what comes on top.

Under any other tariff every number here is one at which nothing is paid.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.model.rules.plans import AddedTerms
from sim.model.terms import COURSE_KINDS, HOSPITAL
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.places import DAYS_PER_YEAR
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema import PLAN_KINDS, PlanRenegotiationTable, TariffTable, TeamTable
from sim.scenario.schema.scenario import Values


def plans(periods: Sequence[Values]) -> dict[str, Any]:
    """Fields of `model.parameters.Tariff` that only a tariff by plan uses."""
    return {
        "is_by_plan": periods[0].tariff.kind in PLAN_KINDS,
        "basis_ore_per_day": each(periods, _basis),
        "plan_hour_ore": each(periods, lambda v: _ore(v, v.tariff.service_hour_dkk or 0.0)),
        "overhead_share": each(periods, lambda v: v.tariff.overhead_share),
        "added_shares": each(
            periods, lambda v: entries(v.tariff.add_shares.model_dump(), AddedTerms._fields)
        ),
        "material_share": each(periods, lambda v: _renegotiation(v.tariff).material_share),
        "lasting_weeks": each(periods, lambda v: _renegotiation(v.tariff).lasting_weeks),
        "meeting_days": each(
            periods,
            lambda v: nearest(DAYS_PER_WEEK * _renegotiation(v.tariff).status_meeting_weeks),
        ),
    }


def paid_by_plan(values: Values) -> list[bool]:
    """Whether each course is paid by plan: all but hospital, where the tariff is of that kind."""
    is_on = values.tariff.kind in PLAN_KINDS
    return [is_on and course.kind != COURSE_KINDS[HOSPITAL] for course in values.course]


def _renegotiation(tariff: TariffTable) -> PlanRenegotiationTable:
    return tariff.renegotiation or PlanRenegotiationTable()


def _ore(values: Values, dkk: float) -> float:
    """An amount of the tariff, indexed."""
    return ORE_PER_DKK * dkk * (1.0 + values.tariff.indexation_share)


def _basis(values: Values) -> list[float]:
    """Basis rate of each team for a day."""
    teams = [values.team[row] for row in teams_by_key(values)]
    if values.tariff.budgeted_occupancy is not None:
        return [_ore(values, _budgeted(values.tariff, team)) for team in teams]
    given = values.tariff.basis_rate_dkk_per_day or 0.0
    names = [team.name for team in teams]
    by_team = given if isinstance(given, Mapping) else dict.fromkeys(names, given)
    return [_ore(values, dkk) for dkk in entries(by_team, names)]


def _budgeted(tariff: TariffTable, team: TeamTable) -> float:
    """Basis rate that pays a team's basis costs at the budgeted occupancy [DKK per day]."""
    places = (team.places or 0) * (tariff.budgeted_occupancy or 0.0)
    return (team.basis_cost_dkk_per_year or 0.0) / (places * DAYS_PER_YEAR) if places else 0.0
