"""The answer in numbers: `summary.json`, from the two tables and the scenario's facts.

Money is added in whole øre, care in whole minutes and presence in whole citizen-days, so the
sums are exact in any order; one figure is then made of each replication and an interval of
those. Money and courses are here, the rest in `care.py` and `goals.py`; the sums are in
`sums.py`, the intervals in `statistics.py`, and `text.py` prints what is made here.
"""

from pathlib import Path

import numpy as np

from sim.experiments.documents.summary import (
    CourseFigures,
    GrantedCourses,
    Summary,
    SummaryAccount,
    TeamAccount,
)
from sim.experiments.granted.figures import granted_figures
from sim.experiments.summary.care import (
    bearers_tree,
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
    FEW,
    POSITIVE,
    SHARE,
    Bounds,
    Figure,
    is_heavy_tailed,
    ratio_interval,
    t_interval,
    wilson_interval,
    without_bounds,
)
from sim.experiments.summary.sums import CourseSums, MoneySums, Sums, sums_of
from sim.experiments.summary.verdict import RunsSeen, told_parts, verdict_of
from sim.model.parameters import Floats, Ints
from sim.model.terms import (
    CHANGED_TEAM_NAME,
    DISCHARGED_NAME,
    HELD_NAME,
    LEVEL_CHANGE_NAME,
    OUTS,
    RESUME_NAME,
)
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.model.version import DOCUMENT_VERSION


def summary_of(facts: ScenarioFacts, team_weeks: Path, spells: Path) -> Summary:
    """Everything `summary.json` says.

    Money is in DKK over the reported weeks, census in citizens, stays in weeks; nothing is
    rounded. Each figure is `{mean, low, high}`, null where nothing is known.
    """
    return summary_tree(facts, sums_of(facts, team_weeks, spells))


def summary_tree(facts: ScenarioFacts, sums: Sums) -> Summary:
    """What `summary.json` says, of sums that are there."""
    runs = _runs_seen(facts, sums.money)
    every = _account(sums.money.total(), facts.weeks, verdict_of(runs, range(len(facts.teams))))
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": facts.scenario,
        "seed": facts.seed,
        "replications": len(sums.replications),
        "weeks": facts.weeks,
        "engine": facts.engine,
        "results": facts.results,
        "few_runs": len(sums.replications) < FEW,
        "teams": [_team(runs, facts, sums.money, place) for place in range(len(facts.teams))],
        "total": every,
        "courses": [_course(sums.courses, place, facts) for place in range(len(facts.courses))],
        "clinic": clinic_tree(sums.care, facts),
        "outcomes": outcomes_tree(sums, facts),
        "outside": outside_tree(sums.care, facts),
        "bearers": bearers_tree(sums, facts),
        "borne_by": {name: dict(spans) for name, spans in facts.borne_by.items()},
        "tariff": tariff_tree(sums.care, facts),
        "goals": goals_tree(sums, facts),
        **offers_tree(sums, facts),
        **_granted(sums, facts),
    }


def _granted(sums: Sums, facts: ScenarioFacts) -> GrantedCourses:
    if sums.granted is None:
        return {}
    return {"granted": list(granted_figures(sums.granted, facts.granted, facts.weeks))}


def _team(runs: RunsSeen, facts: ScenarioFacts, money: MoneySums, place: int) -> TeamAccount:
    account = _account(money.of_team(place), facts.weeks, verdict_of(runs, [place]))
    return {"team": facts.teams[place], **account}


def _account(money: MoneySums, weeks: int, verdict: str) -> SummaryAccount:
    """What was earned and spent. The arrays of `money` are [replications]."""
    deviation = money.revenue_ore - money.cost_ore
    deficit = wilson_interval(int(np.count_nonzero(deviation < 0)), deviation.size)
    return {
        "citizens": t_interval(money.citizen_days / (DAYS_PER_WEEK * weeks), POSITIVE),
        "revenue_dkk": dkk(money.revenue_ore),
        "cost_dkk": dkk(money.cost_ore),
        "deviation_dkk": t_interval(deviation / ORE_PER_DKK),
        "deviation_share": deviation_share(deviation, money.revenue_ore),
        "deficit_probability": without_bounds(deficit) if deviation.size == 1 else deficit,
        "extreme_runs_dkk": _extremes(deviation / ORE_PER_DKK),
        "heavy_tailed": is_heavy_tailed(deviation.astype(float)),
        "verdict": verdict,
    }


def _extremes(deviation: Floats) -> Bounds | None:
    """The lowest and the highest run; of one run it says nothing."""
    if deviation.size <= 1:
        return None
    return Bounds(low=float(deviation.min()), high=float(deviation.max()))


def deviation_share(deviation: Ints | Floats, revenue: Ints | Floats) -> Figure:
    """Mean deviation as a share of mean revenue, interval by the delta method; null without any."""
    return ratio_interval(deviation.astype(float), revenue.astype(float))


def _runs_seen(facts: ScenarioFacts, money: MoneySums) -> RunsSeen:
    budgets = facts.budgets_ore or (0.0,) * len(facts.teams)
    return RunsSeen(
        deviation=(money.revenue_ore - money.cost_ore).astype(float),
        citizens=money.citizen_days.astype(float),
        budget=np.array(budgets),
        causes=facts.causes,
        told=told_parts(money.capacity_ore, money.timing_ore) if facts.expected else None,
    )


def _course(courses: CourseSums, place: int, facts: ScenarioFacts) -> CourseFigures:
    present = courses.citizen_days[:, place].astype(float)
    entries = courses.entries[:, place].astype(float)
    days = courses.drawn_days[:, place].astype(float)
    begun = courses.spells_begun[:, place].astype(float)
    return {
        "course": facts.courses[place],
        "census": t_interval(present / (DAYS_PER_WEEK * facts.weeks), POSITIVE),
        "entries_per_week": t_interval(entries / facts.weeks, POSITIVE),
        "stay_weeks": ratio_interval(days / DAYS_PER_WEEK, begun, POSITIVE),
        "course_stay_weeks": ratio_interval(present / DAYS_PER_WEEK, entries, POSITIVE),
        "exits": _exits(courses, place, facts.courses),
    }


def _exits(courses: CourseSums, place: int, names: tuple[str, ...]) -> dict[str, Figure]:
    """Share of the spells that ended in the window, by how: a ratio over replications."""
    ended = courses.exits[names[place]]
    total = np.sum([*ended.values()], axis=0)
    own = (RESUME_NAME, LEVEL_CHANGE_NAME, HELD_NAME, CHANGED_TEAM_NAME)
    others = (*OUTS, DISCHARGED_NAME, *own)
    known = [name for name in (*names, *others) if name in ended]
    return {
        name: ratio_interval(ended[name].astype(float), total.astype(float), SHARE)
        for name in dict.fromkeys(known)
    }
