"""The answer in numbers: `summary.json`, from the two tables and nothing else.

Money is added in whole øre, care in whole minutes and presence in whole citizen-days, so the
sums are exact in any order; one figure is then made of each replication and an interval of
those. The sums are in `sums.py`, the intervals in `statistics.py`; `summary_text.py` prints
what is made here.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.statistics import (
    Figure,
    ratio_interval,
    t_interval,
    wilson_interval,
    without_bounds,
)
from sim.experiments.sums import CourseSums, EventSums, MoneySums, Sums, sums_of
from sim.model.parameters import Floats, Ints
from sim.model.terms import LEVEL_CHANGE_NAME, OUTS
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK, WEEKS_PER_YEAR
from sim.scenario.reading import Scenario

Tree = dict[str, Any]


class Heading(NamedTuple):
    """What a summary is about."""

    scenario: str
    seed: int
    weeks: int
    engine: str
    results: str
    teams: tuple[str, ...]  # in the order of the file
    courses: tuple[str, ...]
    hospital_courses: tuple[str, ...]


def heading_of(scenario: Scenario, engine: str, results: str) -> Heading:
    """What the summary of a scenario's results is about."""
    values = scenario.values
    return Heading(
        scenario=scenario.stem,
        seed=values.run.seed,
        weeks=values.run.weeks,
        engine=engine,
        results=results,
        teams=tuple(team.name for team in values.team),
        courses=tuple(course.name for course in values.course),
        hospital_courses=tuple(
            course.name for course in values.course if course.kind == "hospital"
        ),
    )


def summary_of(heading: Heading, team_weeks: Path, spells: Path) -> Tree:
    """Everything `summary.json` says.

    Money is in DKK over the reported weeks, census in citizens, stays in weeks; nothing is
    rounded. Each figure is `{mean, low, high}`, null where nothing is known.
    """
    sums = sums_of(heading.teams, heading.courses, team_weeks, spells)
    return {
        "scenario": heading.scenario,
        "seed": heading.seed,
        "replications": len(sums.replications),
        "weeks": heading.weeks,
        "engine": heading.engine,
        "results": heading.results,
        "teams": [
            {"team": team} | _account(sums.money.of_team(place), heading.weeks)
            for place, team in enumerate(heading.teams)
        ],
        "total": _account(sums.money.total(), heading.weeks),
        "courses": [
            {"course": course} | _course(sums.courses, place, heading)
            for place, course in enumerate(heading.courses)
        ],
        "clinic": {},
        "outcomes": _outcomes(sums, heading),
    }


def _account(money: MoneySums, weeks: int) -> Tree:
    """What was earned and spent. The arrays of `money` are [replications]."""
    deviation = money.revenue_ore - money.cost_ore
    earned = money.revenue_ore != 0
    share = deviation[earned] / money.revenue_ore[earned]
    deficit = wilson_interval(int(np.count_nonzero(deviation < 0)), deviation.size)
    return {
        "citizens": t_interval(money.citizen_days / (DAYS_PER_WEEK * weeks)),
        "revenue_dkk": _dkk(money.revenue_ore),
        "cost_dkk": _dkk(money.cost_ore),
        "deviation_dkk": _dkk(deviation),
        "deviation_share": t_interval(share),
        "deficit_probability": without_bounds(deficit) if deviation.size == 1 else deficit,
    }


def _course(courses: CourseSums, place: int, heading: Heading) -> Tree:
    census = courses.citizen_days[:, place] / (DAYS_PER_WEEK * heading.weeks)
    days = courses.drawn_days[:, place].astype(float)
    begun = courses.spells_begun[:, place].astype(float)
    return {
        "census": t_interval(census),
        "entries_per_week": t_interval(courses.entries[:, place] / heading.weeks),
        "stay_weeks": ratio_interval(days / DAYS_PER_WEEK, begun),
        "exits": _exits(courses, place, heading.courses),
    }


def _exits(courses: CourseSums, place: int, names: tuple[str, ...]) -> dict[str, Figure]:
    """Share of the spells that ended in the window, by how they ended."""
    ended = courses.exits[names[place]]
    total = sum(ended.values())
    known = [name for name in (*names, *OUTS, LEVEL_CHANGE_NAME) if name in ended]
    shares = {name: wilson_interval(ended[name], total) for name in dict.fromkeys(known)}
    if courses.entries.shape[0] == 1:
        return {name: without_bounds(share) for name, share in shares.items()}
    return shares


def _outcomes(sums: Sums, heading: Heading) -> Tree:
    events: EventSums = sums.events
    hospital = [heading.courses.index(course) for course in heading.hospital_courses]
    admissions = sums.courses.entries[:, hospital].sum(axis=1)
    per_year = {
        "self_reliant_per_year": events.outs["self_reliant"],
        "deaths_per_year": events.outs["dead"],
        "nursing_home_per_year": events.outs["nursing_home"],
        "admissions_per_year": admissions,
        "relapses_per_year": events.relapses,
    }
    hours = events.unmet_minutes / (MINUTES_PER_HOUR * heading.weeks)
    return {name: _a_year(count, heading.weeks) for name, count in per_year.items()} | {
        "unmet_hours_per_week": t_interval(hours)
    }


def _a_year(events: Ints, weeks: int) -> Figure:
    return t_interval(events.astype(np.float64) * (WEEKS_PER_YEAR / weeks))


def _dkk(ore: Ints) -> Figure:
    amounts: Floats = ore.astype(np.float64) / ORE_PER_DKK
    return t_interval(amounts)
