"""The numbers behind each figure of a run: a table a figure, written by `page/download.py`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from sim.reporting.figures.clinic import clinic_series
from sim.reporting.figures.weekly import Series, course_series, service_series
from sim.reporting.page.download import Cell, Table
from sim.reporting.results.chance import Chance
from sim.reporting.results.fans import cumulative, fan
from sim.reporting.results.goals import goals_of
from sim.reporting.results.offers import offer_weeks
from sim.reporting.results.outcomes import outcomes_by_team
from sim.reporting.results.outside import accounts
from sim.reporting.results.results import Array, ReportedResults
from sim.reporting.results.staff import staff_rows
from sim.reporting.results.team_rows import TeamRow, team_rows

_ESTIMATE: Final = ("mean", "low", "high")
_FAN: Final = ("mean", "low_95", "low_50", "high_50", "high_95")


def _cumulative(results: ReportedResults, chance: Chance) -> Table:
    """Deviation added up by week: all teams, then each [DKK]."""
    del chance  # its band is drawn only for the total, and stands in the row of a team
    paths = [("", results.deviation.sum(axis=1))]
    paths += [(team, results.deviation[:, n]) for n, team in enumerate(results.teams)]
    rows = ((team, *row) for team, weekly in paths for row in _fan_rows(cumulative(weekly), 0, 0))
    return ("team", "weeks", *(f"{field}_dkk" for field in _FAN)), rows


def _teams(results: ReportedResults, chance: Chance) -> Table:
    """One row a team, in the order of the file: money, and how its citizens fare."""
    fares = list(outcomes_by_team(results))
    columns = (
        *("team", "verdict", "revenue_dkk", "cost_dkk"),
        *_thrice("deviation_dkk"),
        *("runs_low_dkk", "runs_high_dkk"),
        *_thrice("chance_dkk"),
        *_thrice("deviation_share"),
        *_thrice("deficit_probability"),
        *(column for outcome, _ in fares for column in _thrice(outcome.key)),
    )
    return columns, (
        (*_team(row), *(value for _, teams in fares for value in teams[place]))
        for place, row in enumerate(team_rows(results, chance))
    )


def _team(row: TeamRow) -> Sequence[Cell]:
    """Lay out one team's money."""
    return (
        *(row.team, row.verdict, row.revenue.mean, row.cost.mean),
        *row.deviation,
        *(row.runs or (None, None)),
        *(row.chance or (None, None, None)),
        *row.share,
        *row.deficit_probability,
    )


def _goals(results: ReportedResults, chance: Chance) -> Table:
    """Measures and score by kind of course, 0 to 1."""
    del chance
    rows = (
        (goal.kind, measure.name, measure.weight, *measure.value)
        for goal in goals_of(results)
        for measure in goal.measures
    )
    return ("kind", "measure", "weight", *_ESTIMATE), rows


def _staff(results: ReportedResults, chance: Chance) -> Table:
    """Hours a week by who gives them, and what own staff can give."""
    del chance
    columns = (
        "team",
        *_thrice("own_hours"),
        *_thrice("temporary_hours"),
        *_thrice("unmet_hours"),
        "capacity_hours",
        "utilisation",
    )
    return columns, (
        (row.team, *row.own, *row.temporary, *row.unmet, row.capacity, row.utilisation)
        for row in staff_rows(results)
    )


def _offers(results: ReportedResults, chance: Chance) -> Table:
    """Citizens in care and waiting by offer and week, beside its places."""
    del chance
    rows = (
        (one.team, what, week, round(float(places), 2), *points)
        for one in offer_weeks(results)
        for what, paths in (("in_care", one.in_care), ("waiting", one.waiting))
        for (week, *points), places in zip(_fan_rows(paths, 0, 2), one.places, strict=True)
    )
    return ("team", "measure", "week", "places", *_FAN), rows


def _clinic(results: ReportedResults, chance: Chance) -> Table:
    """The clinic's paths by week."""
    del chance
    return _weekly("measure", clinic_series(results))


def _outside(results: ReportedResults, chance: Chance) -> Table:
    """What the teams cost and are paid, and what is borne outside the rate [DKK]."""
    del chance
    columns = ("account", *(f"{field}_dkk" for field in _ESTIMATE))
    return columns, ((account.name, *account.amount) for account in accounts(results))


def _census(results: ReportedResults, chance: Chance) -> Table:
    """Citizens by course and week."""
    del chance
    return _weekly("course", course_series(results))


def _hours(results: ReportedResults, chance: Chance) -> Table:
    """Hours by service and week."""
    del chance
    return _weekly("service", service_series(results))


CSVS: Final[Mapping[str, Callable[[ReportedResults, Chance], Table]]] = {
    "money_and_goals": _goals,
    "cumulative_deviation": _cumulative,
    "deviation_by_team": _teams,
    "clinic_by_week": _clinic,
    "staff_by_team": _staff,
    "places_by_week": _offers,
    "census_by_course": _census,
    "hours_by_service": _hours,
    "outside_the_rate": _outside,
}
"""The table behind each figure."""


def _weekly(what: str, series: Sequence[Series]) -> Table:
    """Weeks of several series, numbered as in the results folder."""
    rows = ((one.name, *row) for one in series for row in _fan_rows(one.paths, 0, 2))
    return (what, "week", *_FAN), rows


def _fan_rows(paths: Array, first: int, decimals: int) -> Iterable[tuple[int | float, ...]]:
    """Points of a fan, rounded so that the page stays small."""
    one = fan(paths)
    fields = (one.mean, one.low95, one.low50, one.high50, one.high95)
    for point in range(one.mean.size):
        values = (round(float(field[point]), decimals) for field in fields)
        yield (first + point, *values)


def _thrice(name: str) -> tuple[str, str, str]:
    """Columns of a mean and its interval."""
    return name, f"{name}_low", f"{name}_high"
