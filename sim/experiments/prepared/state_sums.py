"""Sums of replications straight from the state they end in, in whole numbers.

The same sums that `summary/sums.py` adds up from a results folder's tables, a hundred times
sooner: no table, no disk. A test holds the two against each other for every scenario that is
shipped. `spell_counts.py` has those that look at a citizen's spells one after the other.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from sim.experiments.expected_cost import (
    CareGiven,
    ExpectedPrices,
    OfTheWaiting,
    Told,
    nothing_told,
    told_by_run,
)
from sim.experiments.granted.sums import granted_of_state
from sim.experiments.prepared.spell_counts import ReportedSpells, goal_counts, relapse_count
from sim.experiments.summary.adding import check_total
from sim.experiments.summary.care_sums import AS_THEY_ARE, CareSums, ClinicSums
from sim.experiments.summary.goal_sums import GoalSums
from sim.experiments.summary.offer_sums import OfferSums, PayerSums
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.sums import CourseSums, EventSums, MoneySums, Sums
from sim.experiments.tables.bearers import borne_by_ore
from sim.experiments.tables.job import Job
from sim.experiments.tables.modelled import Modelled
from sim.experiments.tables.offers import payer_column, places_by_week
from sim.experiments.tables.tables import reported_rows, weeks_by_team
from sim.model.parameters import Ints, Parameters
from sim.model.state import SUM, State, TeamWeeks
from sim.model.terms import ADJUSTMENTS, BEARERS, OUTS, OUTSIDE, STILL_THERE, WAITING
from sim.model.units import DAYS_PER_WEEK


class Ended(NamedTuple):
    """One replication that has run to its end."""

    replication: int
    state: State


def sums_of_state(job: Job, facts: ScenarioFacts, ended: Ended) -> Sums:
    """Sums of one replication; every array has it as its only row.

    Raises
    ------
    ResultsError
        When a sum passes 64 bits.
    """
    weeks, here = weeks_by_team(job, ended.state.weeks), facts.modelled
    spells = ReportedSpells(ended.state.spells, reported_rows(job, ended.state))
    offers, courses = job.parameters.offers, _courses(job, weeks, spells)
    told = nothing_told((1, len(facts.teams)))
    if facts.expected is not None:
        told = told_by_run(*told_of_state(job, facts.expected, ended.state), facts.expected)
    return Sums(
        replications=np.array([ended.replication]),
        money=_money(weeks, told),
        courses=courses,
        events=_events(courses.exits, spells),
        care=_care(weeks, spells, facts, job.parameters),
        goals=_goals(job, spells, facts) if facts.goals else None,
        offers=_offers(job, weeks) if here.places else None,
        basis_ore=_row(weeks.basis_ore.sum(axis=1)) if offers.basis_ore.any() else None,
        payers=_payers(job, spells, facts, ended) if facts.payers else None,
        yardstick_ore=_row(weeks.yardstick_ore.sum(axis=1)) if facts.settled else None,
        granted=granted_of_state(weeks) if facts.granted else None,
    )


def _row(numbers: Any) -> Ints:  # noqa: ANN401 - a number or an array of them
    return np.asarray(numbers, np.int64)[np.newaxis]


def _money(weeks: TeamWeeks, told: Told) -> MoneySums:
    for name in ("revenue_ore", "cost_ore"):
        amounts = getattr(weeks, name)
        if float(max(amounts.max(), -amounts.min())) * amounts.size >= _FAR_BELOW:
            check_total(name, amounts.reshape(1, -1))
    return MoneySums(
        _row(weeks.revenue_ore.sum(axis=1)),
        _row(weeks.cost_ore.sum(axis=1)),
        _row(weeks.days.sum(axis=(1, 2))),
        *told,
    )


_FAR_BELOW: Final = 2.0**62
"""Amounts of which so much would be no more than that need no closer look."""


def told_of_state(job: Job, prices: ExpectedPrices, state: State) -> tuple[CareGiven, OfTheWaiting]:
    """What one replication tells its causes by: `told_by_run` says what they are."""
    weeks = weeks_by_team(job, state.weeks)
    spells = ReportedSpells(state.spells, reported_rows(job, state))
    waits = np.flatnonzero(job.parameters.network.kind[spells.course] == WAITING)
    team = spells.team[waits]
    sums = np.zeros((2, len(job.team_rows)), np.int64)
    np.add.at(sums[0], team, spells.revenue_ore[waits])
    np.add.at(sums[1], team, spells.cost_ore[waits])
    paid, cost = sums[:, list(job.team_rows)]
    period = np.array(prices.period_of_week)

    def by_period(amounts: Ints) -> Ints:
        found = [amounts[:, period == each].sum(axis=1) for each in range(prices.periods)]
        return _row(found)

    given = CareGiven(
        by_period(weeks.minutes),
        by_period(weeks.unmet_minutes),
        by_period(weeks.clinic_turned_home),
        by_period(weeks.clinic_charged_ore + weeks.basis_ore),
        by_period(weeks.cost_ore),
        by_period(weeks.revenue_ore),
        by_period(weeks.days.sum(axis=2)),
    )
    return given, OfTheWaiting(_row(paid), _row(cost))


# Courses and what happened


def _courses(job: Job, weeks: TeamWeeks, spells: ReportedSpells) -> CourseSums:
    begun = spells.start_day >= 0
    return CourseSums(
        citizen_days=_row(weeks.days.sum(axis=(0, 1))),
        entries=_by_course(job, spells, begun & (spells.is_entry > 0)),
        spells_begun=_by_course(job, spells, begun),
        drawn_days=_by_course(job, spells, np.where(begun, spells.drawn_days, 0)),
        exits=_exits(job, spells),
    )


def _by_course(
    job: Job, spells: ReportedSpells, amounts: Ints | np.typing.NDArray[np.bool_]
) -> Ints:
    """Whole amounts of the spells added up by course, [1, courses]."""
    sums = np.zeros(len(job.names.courses), np.int64)
    np.add.at(sums, spells.course, amounts.astype(np.int64))
    return sums[np.newaxis]


def _has_ended(spells: ReportedSpells) -> np.typing.NDArray[np.bool_]:
    """Spells that ended in the reported weeks."""
    ended: np.typing.NDArray[np.bool_] = (spells.exit != STILL_THERE) & (spells.end_day > 0)
    return ended


def _exits(job: Job, spells: ReportedSpells) -> dict[str, dict[str, Ints]]:
    over = _has_ended(spells)
    lowest = int(spells.exit.min(initial=0))
    ways = int(spells.exit.max(initial=0)) - lowest + 1
    counts = np.bincount(spells.course[over] * ways + spells.exit[over] - lowest)
    exits: dict[str, dict[str, Ints]] = {course: {} for course in job.names.courses}
    for place in np.flatnonzero(counts).tolist():
        course, way = divmod(place, ways)
        name = job.names.destination(way + lowest)
        exits[job.names.courses[course]][name] = _row(counts[place])
    return exits


def _events(exits: dict[str, dict[str, Ints]], spells: ReportedSpells) -> EventSums:
    outs = {out: sum((ways.get(out, _NONE) for ways in exits.values()), _NONE) for out in OUTS}
    return EventSums(outs, _row(relapse_count(spells)))


_NONE: Final = np.zeros(1, np.int64)


# Care


def _care(
    weeks: TeamWeeks, spells: ReportedSpells, facts: ScenarioFacts, parameters: Parameters
) -> CareSums:
    here, outside = facts.modelled, weeks.outside_ore.sum(axis=(0, 1))
    borne = borne_by_ore(weeks, parameters).sum(axis=(0, 1))
    every = {
        name: _row(_total(weeks, name) if _is_known(here, name) else 0) for name in AS_THEY_ARE
    }
    return CareSums(
        **{name: every[name] for name in CareSums._fields if name in every},
        delivered_minutes=_row(_total(weeks, "minutes")),
        helpers=_row(_total(weeks, "helpers") * here.continuity),
        continuity=_row(_total(weeks, "continuity") * here.continuity),
        gained_level_days=_row(spells.gained_level_days.sum()),
        figured={name: every[name] for name, one in SUM.items() if one.figure},
        clinic=_clinic(weeks, every, facts),
        outside_ore={
            account: _row(outside[place] * (account in here.outside))
            for place, account in enumerate(OUTSIDE)
        },
        borne_ore={bearer: _row(borne[place]) for place, bearer in enumerate(BEARERS)},
        adjusted_ore={name: every[f"{name}_ore"] for name in ADJUSTMENTS},
    )


def _total(weeks: TeamWeeks, name: str) -> int:
    return int(np.add.reduce(getattr(weeks, name), axis=None))


def _is_known(here: Modelled, name: str) -> bool:
    """Claim that a scenario has what a sum measures; a sum of anything else is 0."""
    return not SUM[name].known or bool(getattr(here, SUM[name].known))


def _clinic(weeks: TeamWeeks, every: Mapping[str, Ints], facts: ScenarioFacts) -> ClinicSums:
    waits = np.where(weeks.clinic_visits > 0, weeks.longest_wait_days, 0)
    priced = weeks.clinic_charged_ore[:, list(facts.slots.priced_weeks)]
    return ClinicSums(
        visits=every["clinic_visits"],
        wait_days=every["clinic_wait_days"],
        longest_wait_days=_row(waits.max(initial=0)),
        turned_home=every["clinic_turned_home"],
        lapsed=every["clinic_lapsed"],
        charged_ore=every["clinic_charged_ore"],
        charged_for_slots_ore=_row(priced.sum()),
    )


# Goals, offers and payers


def _goals(job: Job, spells: ReportedSpells, facts: ScenarioFacts) -> GoalSums:
    here = facts.modelled
    judged = here.self_determination & (spells.delivered_minutes > 0)
    visited = here.continuity & (spells.visited_days > 0)
    counts = goal_counts(spells, [job.names.courses.index(name) for name in _hospitals(facts)])
    amounts = {
        "revenue_ore": spells.revenue_ore,
        "cost_ore": spells.cost_ore,
        "self_determined_minutes": np.where(judged, spells.self_determined_minutes, 0),
        "judged_minutes": np.where(judged, spells.delivered_minutes, 0),
        "visited_days": spells.visited_days * here.continuity,
        "continuity": np.where(visited, spells.continuity, 0),
        **counts._asdict(),
    }
    return GoalSums(**{name: _by_course(job, spells, each) for name, each in amounts.items()})


def _hospitals(facts: ScenarioFacts) -> list[str]:
    return [facts.courses[place] for place in facts.places_of("hospital")]


def _offers(job: Job, weeks: TeamWeeks) -> OfferSums:
    places = places_by_week(job.parameters)[list(job.team_rows)]
    is_limited = ~np.isnan(places)
    place_days = np.round(np.where(is_limited, places, 0.0) * DAYS_PER_WEEK).astype(np.int64)
    return OfferSums(
        place_days=_row(place_days.sum(axis=1)),
        citizen_days=_row(weeks.days.sum(axis=(1, 2))),
        waiting_days=_row((weeks.queue_days * is_limited).sum(axis=1)),
        admitted=_row((weeks.admitted * is_limited).sum(axis=1)),
        waited_days=_row((weeks.waited_days * is_limited).sum(axis=1)),
        gave_up=_row(weeks.gave_up.sum(axis=1)),
        waited_longer=_row((weeks.waited_longer * is_limited[..., None]).sum(axis=1)),
    )


def _payers(job: Job, spells: ReportedSpells, facts: ScenarioFacts, ended: Ended) -> PayerSums:
    found = payer_column(job, ended.state, spells.citizen, ended.replication)["payer"]
    paid_by = np.array([facts.payers.index(str(name)) for name in found], np.int64)
    last = np.where(spells.exit == STILL_THERE, DAYS_PER_WEEK * facts.weeks, spells.end_day)
    days = np.maximum(
        0, np.minimum(last, DAYS_PER_WEEK * facts.weeks) - np.maximum(spells.start_day, 0)
    )
    sums = np.zeros((2, len(facts.payers)), np.int64)
    np.add.at(sums[0], paid_by, days)
    np.add.at(sums[1], paid_by, spells.revenue_ore)
    return PayerSums(_row(sums[0]), _row(sums[1]))


# Several replications


def sums_together(parts: Sequence[Any]) -> Any:  # noqa: ANN401 - maps nests of sums onto one
    """Sums of several replications, one after the other; a way out not seen in one is 0 there."""
    first = parts[0]
    if isinstance(first, np.ndarray):
        return np.concatenate(parts)
    if isinstance(first, tuple):
        return type(first)(*(sums_together(every) for every in zip(*parts, strict=True)))
    if isinstance(first, dict):
        names = dict.fromkeys(name for part in parts for name in part)
        return {name: _joined_entry(parts, name) for name in names}
    return first


def _joined_entry(parts: Sequence[dict[str, Any]], name: str) -> Any:  # noqa: ANN401 - as above
    known = next(part[name] for part in parts if name in part)
    if isinstance(known, dict):
        return sums_together([part.get(name, {}) for part in parts])
    return np.concatenate([_entry(part, name, known) for part in parts])


def _entry(part: dict[str, Any], name: str, known: Ints) -> Ints:
    found: Ints | None = part.get(name)
    return np.zeros_like(known[:1]) if found is None else found


def same_sums(one: Any, other: Any) -> bool:  # noqa: ANN401 - any nest of sums
    """Claim that two nests of sums are the same to the last øre."""
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same_sums(one[k], other[k]) for k in one)
    if isinstance(one, tuple):
        return all(same_sums(mine, theirs) for mine, theirs in zip(one, other, strict=True))
    return bool(one == other)
