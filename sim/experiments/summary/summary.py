"""The answer in numbers: `summary.json`, from the two tables and the scenario's facts.

Money is added in whole øre, care in whole minutes and presence in whole citizen-days, so the
sums are exact in any order; one figure is then made of each replication and an interval of
those. Money and courses are here, the rest in `care.py` and `goals.py`; the sums are in
`sums.py`, the intervals in `statistics.py`, and `text.py` prints what is made here.
"""

from pathlib import Path
from typing import Any

import numpy as np

from sim.experiments.summary.care import (
    clinic_tree,
    dkk,
    outcomes_tree,
    outside_tree,
    tariff_tree,
)
from sim.experiments.summary.goals import goals_tree
from sim.experiments.summary.offers import offers_tree
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.statistics import (
    Figure,
    ratio_interval,
    t_interval,
    wilson_interval,
    without_bounds,
)
from sim.experiments.summary.sums import CourseSums, MoneySums, Sums, sums_of
from sim.model.terms import HELD_NAME, LEVEL_CHANGE_NAME, OUTS, RESUME_NAME
from sim.model.units import DAYS_PER_WEEK

Tree = dict[str, Any]


def summary_of(facts: ScenarioFacts, team_weeks: Path, spells: Path) -> Tree:
    """Everything `summary.json` says.

    Money is in DKK over the reported weeks, census in citizens, stays in weeks; nothing is
    rounded. Each figure is `{mean, low, high}`, null where nothing is known.
    """
    return summary_tree(facts, sums_of(facts, team_weeks, spells))


def summary_tree(facts: ScenarioFacts, sums: Sums) -> Tree:
    """What `summary.json` says, of sums that are there."""
    return {
        "scenario": facts.scenario,
        "seed": facts.seed,
        "replications": len(sums.replications),
        "weeks": facts.weeks,
        "engine": facts.engine,
        "results": facts.results,
        "teams": [
            {"team": team} | _account(sums.money.of_team(place), facts.weeks)
            for place, team in enumerate(facts.teams)
        ],
        "total": _account(sums.money.total(), facts.weeks),
        "courses": [
            {"course": course} | _course(sums.courses, place, facts)
            for place, course in enumerate(facts.courses)
        ],
        "clinic": clinic_tree(sums.care, facts),
        "outcomes": outcomes_tree(sums, facts),
        "outside": outside_tree(sums.care, facts),
        "tariff": tariff_tree(sums.care, facts),
        "goals": goals_tree(sums, facts),
        **offers_tree(sums, facts),
    }


def _account(money: MoneySums, weeks: int) -> Tree:
    """What was earned and spent. The arrays of `money` are [replications]."""
    deviation = money.revenue_ore - money.cost_ore
    earned = money.revenue_ore != 0
    share = deviation[earned] / money.revenue_ore[earned]
    deficit = wilson_interval(int(np.count_nonzero(deviation < 0)), deviation.size)
    return {
        "citizens": t_interval(money.citizen_days / (DAYS_PER_WEEK * weeks)),
        "revenue_dkk": dkk(money.revenue_ore),
        "cost_dkk": dkk(money.cost_ore),
        "deviation_dkk": dkk(deviation),
        "deviation_share": t_interval(share),
        "deficit_probability": without_bounds(deficit) if deviation.size == 1 else deficit,
    }


def _course(courses: CourseSums, place: int, facts: ScenarioFacts) -> Tree:
    present = courses.citizen_days[:, place].astype(float)
    entries = courses.entries[:, place].astype(float)
    days = courses.drawn_days[:, place].astype(float)
    begun = courses.spells_begun[:, place].astype(float)
    return {
        "census": t_interval(present / (DAYS_PER_WEEK * facts.weeks)),
        "entries_per_week": t_interval(entries / facts.weeks),
        "stay_weeks": ratio_interval(days / DAYS_PER_WEEK, begun),
        "course_stay_weeks": ratio_interval(present / DAYS_PER_WEEK, entries),
        "exits": _exits(courses, place, facts.courses),
    }


def _exits(courses: CourseSums, place: int, names: tuple[str, ...]) -> dict[str, Figure]:
    """Share of the spells that ended in the window, by how they ended."""
    ended = courses.exits[names[place]]
    total = sum(ended.values())
    others = (*OUTS, RESUME_NAME, LEVEL_CHANGE_NAME, HELD_NAME)
    known = [name for name in (*names, *others) if name in ended]
    shares = {name: wilson_interval(ended[name], total) for name in dict.fromkeys(known)}
    if courses.entries.shape[0] == 1:
        return {name: without_bounds(share) for name, share in shares.items()}
    return shares
