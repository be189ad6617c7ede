"""Tariff kind `basis_service`: a basis rate, and the hours of each citizen's support plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.schema.money import DAYS_PER_YEAR
from sim.scenario.schema.people import TeamTable
from sim.scenario.schema.quantities import Money, OrByTeam
from sim.scenario.tariffs.by_plan import PlanKeys, hour_price_faults, pay_of_plans
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase

_RATE: Final = ("tariff", "basis_rate_dkk_per_day")
_OCCUPANCY: Final = ("tariff", "budgeted_occupancy")
_TEAM_KEYS: Final = {
    "places": "add how many citizens the team has room for",
    "basis_cost_dkk_per_year": "add it in DKK per year; 0 counts",
}
"""What a basis rate at a budgeted occupancy is worked out from."""


class BasisKeys(PlanKeys):
    """Keys of a tariff with a basis rate beside the hours of plans."""

    basis_rate_dkk_per_day: OrByTeam[Money] | None = None
    """Basis rate, the same for all citizens of a team; one number, or by team [DKK per day]."""
    budgeted_occupancy: Annotated[float, Field(gt=0, le=1)] | None = None
    """Occupancy at which basis rates pay the teams' basis costs, in place of a basis rate: cost ÷
    (places × occupancy × 365) [share]."""


def _pay(keys: BasisKeys, of: Payees) -> TariffPay:
    return pay_of_plans(keys, basis_dkk_per_day=_basis(keys, of.teams))


def _basis(keys: BasisKeys, teams: Sequence[TeamTable]) -> Mapping[str, float]:
    """Basis rate of each team [DKK per day]."""
    given = keys.basis_rate_dkk_per_day or 0.0
    if keys.budgeted_occupancy is not None:
        return {team.name: _budgeted(keys.budgeted_occupancy, team) for team in teams}
    return given if isinstance(given, Mapping) else {team.name: given for team in teams}


def _budgeted(occupancy: float, team: TeamTable) -> float:
    """Basis rate that pays a team's basis costs at the budgeted occupancy [DKK per day]."""
    places = (team.places or 0) * occupancy
    return (team.basis_cost_dkk_per_year or 0.0) / (places * DAYS_PER_YEAR) if places else 0.0


def _faults(draft: Draft) -> Iterator[Fault]:
    tariff = draft.table("tariff")
    yield from hour_price_faults(draft)
    given = [path for path in (_RATE, _OCCUPANCY) if path[-1] in tariff]
    if not given:
        what = phrase("is missing, and so is budgeted_occupancy")
        yield draft.fault(_RATE, what, phrase("add one of them; a basis rate of 0 counts"))
    if len(given) > 1:
        what = phrase("is not used beside basis_rate_dkk_per_day")
        yield draft.fault(_OCCUPANCY, what, phrase("leave one of them out"))
    elif _OCCUPANCY in given:
        yield from _of_occupancy(draft)
    yield from _of_names(draft, as_table(tariff.get(_RATE[-1])))


def _of_occupancy(draft: Draft) -> Iterator[Fault]:
    for row in draft.rows("team"):
        for key, remedy in _TEAM_KEYS.items():
            if key not in row.table:
                what = phrase("is missing, and budgeted_occupancy works its basis rate out from it")
                yield draft.fault(("team", row.number, key), what, remedy)


def _of_names(draft: Draft, rates: dict[str, Any]) -> Iterator[Fault]:
    """Basis rates by team: of every team, and of no other."""
    known = draft.names("team")
    for team in rates:
        if team not in known:
            yield draft.fault(
                (*_RATE, team),
                phrase("{name} is not a team", name=shown(team)),
                instead(team, known),
            )
    for team in known if rates else ():
        if team not in rates:
            what = phrase("team {team} has no basis rate", team=shown(team))
            yield draft.fault((*_RATE, team), what, phrase("add it in DKK per day; 0 counts"))


BASIS_SERVICE: Final = TariffKind(
    name="basis_service",
    says="a basis rate and the hours of each citizen's support plan",
    keys=BasisKeys,
    pay=_pay,
    faults=_faults,
    example="""\
# Of kind "basis_service": a basis rate, the same for all citizens of a team (one number, or by
# team), and the hours of each citizen's support plan, which are the mean hours of the course and
# level times the citizen's own factor. In place of the basis rate, the occupancy at which it is to
# pay the teams' basis costs.
# service_hour_dkk = 300            # a paid hour of a plan [DKK per hour]
# basis_rate_dkk_per_day = 520
# budgeted_occupancy = 0.97         # cost / (places x occupancy x 365); needs both of each team
# On top of direct hours: shared of direct; documentation of both; organisation of all three;
# absence of the paid hours. And from when on a changed need is a changed plan; without it at once:
# add_shares = { shared = 0.1, documentation = 0.2, organisation = 0.26, absence = 0.21 }
# renegotiation = { material_share = 0.1, lasting_weeks = 12, status_meeting_weeks = 26 }
""",
    word=KindWord(
        da="basis- og servicetakst",
        means="A tariff of a basis rate a place and paid hours by support plan.",
        betyder="En takst af basistakst pr. plads og betalte timer efter borgerskema.",
    ),
)
