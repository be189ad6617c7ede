"""Need, hazards and inflow that are legal and hardly meant, each with the usual figure.

A limit lies far beyond what any municipality has, so that a warning is a slip of the pen (a month
for a week, a year for a week, per cent for a share) and never an opinion.
"""

import math
from collections.abc import Iterator
from statistics import median
from typing import Final

from sim.scenario.evidence.figures import FIGURE
from sim.scenario.implausible.said import SaidCaution, at_each_level, plain
from sim.scenario.schema import TeamTable
from sim.scenario.schema.quantities import FIT
from sim.scenario.schema.scenario import Values
from sim.words import number_said, percent_said, phrase

HOURS_IN_A_WEEK: Final = 168.0

MOST_HAZARD_PER_WEEK: Final = 0.25
"""Beyond it three of four citizens are gone within five weeks. Source: assumption."""

_MANY_TIMES: Final = 20.0
"""By which a team's inflow may exceed that of the team in the middle. Source: assumption."""

_FEWEST_TEAMS: Final = 3
"""Of which the one in the middle says what is usual here."""

_WEEKS_PER_YEAR: Final = 52.0


def hour_cautions(values: Values) -> Iterator[SaidCaution]:
    """Need of more hours than a week has."""
    usual = FIGURE["hc_share_ge20h"]
    for number, course in enumerate(values.course):
        for table in ("hours_per_week", "outside_hours_per_week"):
            for service, hours in getattr(course, table).items():
                most = max(at_each_level(hours))
                if most > HOURS_IN_A_WEEK:
                    what = phrase(
                        "is {most} hours a week, and a week has 168; usual: {share} need 20 or "
                        "more ({source})",
                        most=plain(most),
                        share=percent_said(usual.value, 1),
                        source=usual.source,
                    )
                    remedy = phrase("check whether it is by the month")
                    yield SaidCaution(("course", number, table, service), what, remedy)


def hazard_cautions(values: Values) -> Iterator[SaidCaution]:
    """Hazards by the week that are rather by the year, or in per cent."""
    for number, course in enumerate(values.course):
        for to, hazard in course.hazards_per_week.items():
            most = max(at_each_level(hazard))
            if most > MOST_HAZARD_PER_WEEK:
                what = phrase(
                    "{most} a week takes {taken} within four weeks",
                    most=plain(most),
                    taken=percent_said(_taken(most)),
                )
                remedy = phrase("check whether it is by the year, or in per cent")
                yield SaidCaution(
                    ("course", number, "hazards_per_week", to), what + _usual(to), remedy
                )


def _taken(hazard: float) -> float:
    """Share that a hazard has taken after four weeks."""
    return 1.0 - math.exp(-4 * hazard)


_YEARLY: Final = {"dead": "mortality_year", "hospital": "any_admission_year"}
"""Figure of how many a hazard takes in a year, by where it leads."""


def _usual(to: str) -> str:
    if to not in _YEARLY:
        return ""
    yearly = FIGURE[_YEARLY[to]]
    weekly = -math.log(1.0 - yearly.value) / _WEEKS_PER_YEAR
    return phrase(
        "; usual: {weekly}, {share} a year ({source})",
        weekly=number_said(weekly, 3),
        share=percent_said(yearly.value),
        source=yearly.source,
    )


def inflow_cautions(values: Values) -> Iterator[SaidCaution]:
    """A team to which many times as many come as to the others."""
    weekly = [team_inflow(team) for team in values.team]
    usual = median(weekly)
    for number, inflow in enumerate(weekly if len(weekly) >= _FEWEST_TEAMS else ()):
        if usual > 0 and inflow > _MANY_TIMES * usual:
            what = phrase(
                "is {inflow} new citizens a week, {times} times what the team in the middle has "
                "({usual})",
                inflow=plain(inflow),
                times=plain(inflow / usual),
                usual=plain(usual),
            )
            remedy = phrase("check the decimals, and whether it is by the year")
            yield SaidCaution(("team", number, "inflow_per_week"), what, remedy)


def team_inflow(team: TeamTable) -> float:
    """New citizens a week, of all sources for which there is a number."""
    given = team.inflow_per_week
    each = given.values() if isinstance(given, dict) else (given,)
    return sum(number for number in each if number != FIT)
