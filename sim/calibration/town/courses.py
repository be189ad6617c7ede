"""Courses: stays, exits and hazards, each with who it was seen of."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from sim.calibration.fits.by_exit import NOT_KNOWN, ExitLengths, gathered_by_exit
from sim.calibration.fits.competing import Incidence, incidence
from sim.calibration.fits.estimate import Estimated, rate, share
from sim.calibration.fits.exit_stays import ExitStays, exit_stays
from sim.calibration.fits.likelihood import Lengths, gathered_lengths
from sim.calibration.fits.stays import (
    EMPIRICAL,
    ENOUGH_FOR_SHAPE,
    CourseStay,
    LevelStay,
    course_stay,
)
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.lives.chains import UNKNOWN, Habits, Stay
from sim.calibration.reading.mapping import FILE_NAME, MappedCourse
from sim.calibration.reading.records import Records
from sim.calibration.town.numbers import Writer, adding_up, six_digits
from sim.model.terms import LEVEL_CHANGE_NAME, OUTS, RESUME_NAME
from sim.model.units import DAYS_PER_WEEK, unseen_days
from sim.words import number_said, phrase

_LONGEST_WEEKS: Final = 2_600.0


class FollowedStay(NamedTuple):
    """A stay as far as it was seen, in days of the stay."""

    level: int
    entry: float
    """Over when it came into sight."""
    until: int
    """Over at its end, or when it was seen last."""
    days: int
    """Seen."""
    is_known: bool
    """How long it had lasted is known."""
    to: str | None
    to_level: int


class CourseFound(NamedTuple):
    """All that the records say of a course."""

    name: str
    stay: CourseStay
    by_exit: "StaysByExit | None"
    """Where lengths hang on the exit."""
    hazards: dict[str, dict[int, Estimated]]
    exits: dict["ExitWay", dict[int, Estimated]]
    curve: Incidence
    note: str


class ExitWay(NamedTuple):
    """Where an exit leads."""

    to: str
    change: int
    """Of the level."""


class StaysByExit(NamedTuple):
    """Stays of single exits; those of the others are together, as the course's own."""

    found: ExitStays
    of_way: dict[ExitWay, int]
    """Number of the stays that lead each way."""
    rest: int | None
    """Number of those of the exits that are taken too seldom for stays of their own."""


ExitLaws = Mapping[ExitWay, str]
"""Law of the stays that lead each way."""


def course_found(
    records: Records, of: tuple[str, ExitLaws], levels: Sequence[int], smallest: int
) -> CourseFound:
    """Estimate a course, by its name and the laws of its exits that are known already.

    Raises
    ------
    RecordsError
        When none of its stays has ended.
    """
    name, known = of
    mapped = records.mapping.values.course[name]
    seen = [followed(s, records.habits) for s in records.stays if s.spell.course == name]
    ended = Counter(f.to for f in seen if f.to is not None)
    if not ended:
        what = phrase(
            'none of the {count} stays in "{name}" has ended',
            count=number_said(len(seen)),
            name=name,
        )
        remedy = phrase("give longer records, or leave the course out of the mapping")
        raise RecordsError([RecordFault(records.habits.file, 0, "", what, remedy)])
    hazards, note = _as_hazards(ended, mapped.hazards, name)
    split = _share_of_stays(ended, hazards)
    by_level = {
        level: _lengths([f for f in seen if f.level == level], hazards, split) for level in levels
    }
    stay = _stay_found(
        {k: v for k, v in by_level.items() if len(v.low)}, (name, mapped.law), smallest
    )
    ends = _Ends(seen, hazards, levels, split)
    exits = _exits(ends, smallest)
    by_exit = _by_exit(ends, list(exits), stay, (mapped, known))
    return CourseFound(
        name,
        stay,
        by_exit,
        _hazards(seen, hazards, levels, smallest),
        exits if by_exit is None else _exits(ends, smallest, by_exit),
        _curve(seen),
        note,
    )


def exit_laws(of: CourseFound) -> dict[ExitWay, str]:
    """Laws of the stays that lead each way, as they were found."""
    if of.by_exit is None:
        return {}
    return {way: of.by_exit.found.laws[number] for way, number in of.by_exit.of_way.items()}


class _Ends(NamedTuple):
    """Stays of a course, and how their ends count."""

    seen: Sequence[FollowedStay]
    hazards: Sequence[str]
    levels: Sequence[int]
    split: float
    """What an end of which nothing is known counts as one that is no hazard."""

    def ways(self) -> Iterator[tuple[FollowedStay, ExitWay]]:
        """Stays that ended by an exit, and which."""
        for of in self.seen:
            if of.to not in (None, UNKNOWN, *self.hazards):
                yield of, exit_way(of)


def _by_exit(
    ends: _Ends, ways: Sequence[ExitWay], one: CourseStay, asked: tuple[MappedCourse, ExitLaws]
) -> StaysByExit | None:
    """Stays by exit, where they are asked for, or matter and nothing is asked."""
    of, known = asked
    if of.stay_by_exit is False or one.law == EMPIRICAL:
        return None
    parts = _parted(Counter(way for _, way in ends.ways()), ways)
    if parts is None:
        return None
    of_way, rest = parts
    laws = {number: known.get(way, of.law) for way, number in reversed(of_way.items())}
    exits = len(laws)
    by_level = {
        level: _lengths_by_exit(ends, level, of_way)
        for level in ends.levels
        if any(f.level == level and f.is_known for f in ends.seen)
    }
    if any(sum(of.ended(k) for of in by_level.values()) < 1 for k in range(exits)):
        return None
    found = exit_stays(by_level, [laws[k] for k in range(exits)], one)
    return StaysByExit(found, of_way, rest) if of.stay_by_exit or found.matters else None


def _parted(
    counts: Counter[ExitWay], ways: Sequence[ExitWay]
) -> tuple[dict[ExitWay, int], int | None] | None:
    """Number of the stays of each way, and of those put together; None where all would be.

    Ways that enough took have their own; the others are put together, and with them the least
    taken of the first, until they are enough.
    """
    order = sorted(ways, key=lambda way: -counts[way])
    few = [way for way in order if counts[way] < ENOUGH_FOR_SHAPE]
    own = [way for way in order if way not in few]
    while few and own and sum(counts[way] for way in few) < ENOUGH_FOR_SHAPE:
        few.append(own.pop())
    if len(own) + bool(few) < 2 or not own:  # noqa: PLR2004 - two can differ
        return None
    rest = len(own) if few else None
    return {way: own.index(way) if way in own else len(own) for way in order}, rest


def _lengths_by_exit(ends: _Ends, level: int, of_way: Mapping[ExitWay, int]) -> ExitLengths:
    rows: list[tuple[float, float, float, float, int]] = []
    for of in ends.seen:
        if of.level == level and of.is_known:
            is_exit = of.to not in (None, UNKNOWN, *ends.hazards)
            number = of_way.get(exit_way(of), NOT_KNOWN) if is_exit else NOT_KNOWN
            rows += [
                (*row, number if math.isfinite(row[2]) else NOT_KNOWN)
                for row in _length_rows(of, ends.hazards, ends.split)
            ]
    return gathered_by_exit([row for row in rows if row[3] > 0])


def _stay_found(
    by_level: Mapping[int, Lengths], asked: tuple[str, str], smallest: int
) -> CourseStay:
    """The stay of a course by its name and law."""
    name, law = asked
    try:
        stay = course_stay(by_level, law, smallest)
    except ValueError as wrong:
        what = phrase('too few stays in "{name}" were seen to their end', name=name)
        remedy = phrase('give longer records, or leave law = "empirical" out')
        raise RecordsError([RecordFault(FILE_NAME, 0, "", what, remedy)]) from wrong
    if stay is None:
        raise AssertionError(name)
    return stay


def _as_hazards(ended: Counter[str], said: Sequence[str], name: str) -> tuple[list[str], str]:
    """Ends that count as hazards; the commonest does not where nothing else ended a stay."""
    hazards = [to for to in said if ended[to] and to != name]
    if any(to not in hazards and to != UNKNOWN for to in ended):
        return hazards, ""
    known = [to for to in hazards if ended[to]]
    if not known:
        return hazards, ""
    commonest = max(known, key=lambda to: ended[to])
    note = phrase(
        'every stay ended by a hazard; "{commonest}" is taken as the end of the stay',
        commonest=commonest,
    )
    return [to for to in hazards if to != commonest], note


def _share_of_stays(ended: Counter[str], hazards: Sequence[str]) -> float:
    """Share of the ways out of care that are no hazard: what an unknown end counts as.

    An end of which nothing is known led out of care: had a spell followed, it would be known.
    """
    known = sum(ended[to] for to in OUTS)
    by_hazard = sum(ended[to] for to in OUTS if to in hazards)
    return 1.0 - by_hazard / known if known else 1.0


def followed(stay: Stay, habits: Habits) -> FollowedStay:
    """A stay as far as the days of the records show it."""
    spell, before = stay.spell, stay.age or 0
    began = max(spell.begins, 0)
    entry = before + unseen_days(-spell.begins) if spell.begins < 0 else float(before)
    ends, to, is_timed = spell.ends, stay.to, True
    if ends is not None and ends >= habits.horizon:
        ends, to = None, None
    if ends is None:
        last = habits.horizon if spell.seen_until is None else spell.seen_until
        until = max(last, began) - spell.begins
        to = None if spell.seen_until is None or spell.exit not in OUTS else spell.exit
        is_timed = spell.seen_until is None
    else:
        until = max(1, ends - spell.begins)
    days = max(0, min(spell.begins + until, habits.days) - began)
    is_known = stay.age is not None and is_timed
    return FollowedStay(spell.level, entry, before + until, days, is_known, to, stay.to_level)


def _lengths(seen: Sequence[FollowedStay], hazards: Sequence[str], split: float) -> Lengths:
    """Stays for the likelihood; an end of which nothing is known counts in part."""
    rows = [row for of in seen if of.is_known for row in _length_rows(of, hazards, split)]
    kept = np.array([row for row in rows if row[3] > 0], dtype=float).reshape(-1, 4)
    return gathered_lengths(kept[:, 0], kept[:, 1], kept[:, 2], kept[:, 3])


def _length_rows(
    of: FollowedStay, hazards: Sequence[str], split: float
) -> Iterator[tuple[float, float, float, float]]:
    """A stay for the likelihood: entry, low, high and weight."""
    low = max(of.until - 0.5, of.entry) if of.until > 1 else of.entry
    if of.to is None:
        yield of.entry, max(low, of.entry), np.inf, 1.0
    elif of.to in hazards:
        yield of.entry, max(float(of.until), of.entry), np.inf, 1.0
    else:
        weight = split if of.to == UNKNOWN else 1.0
        yield of.entry, low, max(of.until + 0.5, low + 0.5), weight
        yield of.entry, max(float(of.until), of.entry), np.inf, 1.0 - weight


def _hazards(
    seen: Sequence[FollowedStay], hazards: Sequence[str], levels: Sequence[int], smallest: int
) -> dict[str, dict[int, Estimated]]:
    """Rate per week of each hazard, by level; levels with few such ends share one rate."""
    weeks = {
        level: sum(f.days for f in seen if f.level == level) / DAYS_PER_WEEK for level in levels
    }
    lost = _unknown_ratio(seen)
    found: dict[str, dict[int, Estimated]] = {}
    for to in hazards:
        counts = Counter(f.level for f in seen if f.to == to)
        few = [level for level in levels if weeks[level] > 0 and counts[level] < smallest]
        in_few = sum(counts[level] for level in few), sum(weeks[level] for level in few)
        found[to] = {
            level: _scaled(
                rate(*in_few) if level in few else rate(counts[level], weeks[level]),
                lost if to in OUTS else 1.0,
            )
            for level in levels
            if weeks[level] > 0
        }
    return found


def _unknown_ratio(seen: Sequence[FollowedStay]) -> float:
    """Ways out of care per way out that is known."""
    known = sum(1 for f in seen if f.to in OUTS)
    return 1.0 + sum(1 for f in seen if f.to == UNKNOWN) / known if known else 1.0


def _scaled(of: Estimated, by: float) -> Estimated:
    return of._replace(value=of.value * by, low=of.low * by, high=of.high * by)


def _exits(
    ends: _Ends, smallest: int, by_exit: StaysByExit | None = None
) -> dict[ExitWay, dict[int, Estimated]]:
    """Share of each way out among the stays that ended, by level; few of a level are pooled.

    Where lengths hang on the exit the stays seen to their end are not shared out as all are; then
    the shares are those fitted with the lengths.
    """
    counts: dict[int, dict[ExitWay, float]] = defaultdict(lambda: defaultdict(float))
    whole: dict[ExitWay, float] = defaultdict(float)
    lost = _unknown_ratio(ends.seen)
    for of, way in ends.ways():
        one = lost if of.to in OUTS else 1.0
        counts[of.level][way] += one
        whole[way] += one
    if not whole:
        return {}
    order = sorted(whole, key=lambda way: (-whole[way], way))
    ways = [way for way in order if whole[way] >= smallest] or order[:1]
    ways += _only_ways(order, ways)
    found: dict[ExitWay, dict[int, Estimated]] = {way: {} for way in ways}
    for level in ends.levels:
        own = {way: counts[level][way] for way in ways}
        used, told = _with_few(own, {way: whole[way] for way in ways}, smallest), 1.0
        if by_exit is not None and level in by_exit.found.shares:
            used, told = _as_fitted(used, by_exit, level), by_exit.found.information[level]
        for way, estimate in _shares(used, ways, told).items():
            found[way][level] = estimate
    return found


def _as_fitted(
    used: Mapping[ExitWay, float], by_exit: StaysByExit, level: int
) -> dict[ExitWay, float]:
    """Ends of a level, in all as many, shared out as the fit by exit has them."""
    shares, of_way = by_exit.found.shares[level], by_exit.of_way
    total, together = sum(used.values()), Counter[int]()
    for way, count in used.items():
        together[of_way[way]] += count  # type: ignore[assignment]
    known = sum(float(shares[k]) for k, count in together.items() if count > 0)
    return {
        way: total * float(shares[of_way[way]]) / known * count / together[of_way[way]]
        if count > 0
        else 0.0
        for way, count in used.items()
    }


def _with_few(
    own: Mapping[ExitWay, float], whole: Mapping[ExitWay, float], smallest: int
) -> dict[ExitWay, float]:
    """Ends of a level; of a way that few took, what the share of all levels makes of them."""
    total, all_levels = sum(own.values()), sum(whole.values())
    if total < smallest:
        return dict(whole)
    return {
        way: total * whole[way] / all_levels if 0 < count < smallest else count
        for way, count in own.items()
    }


def _only_ways(order: Sequence[ExitWay], kept: Sequence[ExitWay]) -> list[ExitWay]:
    """The commonest way to each course that no way kept leads to: it would be out of reach."""
    found: dict[str, ExitWay] = {}
    led = {way.to for way in kept}
    for way in order:
        if way.to not in OUTS and way.to not in led:
            found.setdefault(way.to, way)
    return list(found.values())


def exit_way(of: FollowedStay) -> ExitWay:
    """How a stay ended: to which course and how many levels up, or out of care."""
    to = str(of.to)
    has_level = to != RESUME_NAME and to not in OUTS  # nobody has one outside care
    return ExitWay(to, of.to_level - of.level if has_level else 0)


def way_named(way: ExitWay, course: str) -> str:
    """Where an exit leads, as results call it."""
    return LEVEL_CHANGE_NAME if way.to == course else way.to


def _shares(
    counts: Mapping[ExitWay, float], ways: Sequence[ExitWay], told: float
) -> dict[ExitWay, Estimated]:
    """Shares of counts of which each tells so much of them as `told`, 0-1."""
    total = sum(counts.values())
    shares = adding_up([counts[way] / total for way in ways])
    return {
        way: share(told * counts[way], told * total, "dirichlet")._replace(
            value=value, n=round(total)
        )
        for way, value in zip(ways, shares, strict=True)
    }


def _curve(seen: Sequence[FollowedStay]) -> Incidence:
    known = [f for f in seen if f.is_known]
    return incidence(
        np.array([int(f.entry) for f in known], dtype=np.int64),
        np.array([max(f.until, int(f.entry) + 1) for f in known], dtype=np.int64),
        np.array([_named(f.to) for f in known]),
    )


def _named(to: str | None) -> str:
    if to is None:
        return ""
    return to or "unknown"


def course_table(found: CourseFound, of: MappedCourse, write: Writer) -> dict[str, Any]:
    """A course as a scenario has it, without its need."""
    table: dict[str, Any] = {"name": found.name, "kind": of.kind}
    by_exit = found.by_exit
    if by_exit is None:
        table["stay"] = _stay(found.stay, write)
    elif by_exit.rest is not None:
        table["stay"] = _stay_of_exit(by_exit, by_exit.rest, write)
    table["exits"] = [
        {
            "to": _to(way, found.name),
            "probability": write.by_level(by_level, "probability"),
            **_own_stay(by_exit, way, write),
        }
        for way, by_level in found.exits.items()
    ]
    hazards = {
        to: write.by_level(by_level, "per week")
        for to, by_level in found.hazards.items()
        if by_level
    }
    return {**table, "hazards_per_week": hazards} if hazards else table


def _to(way: ExitWay, course: str) -> Any:  # noqa: ANN401 - as TOML has it
    if way.to == course:
        return {"level_change": way.change}
    return {"course": way.to, "level_change": way.change} if way.change else way.to


def _own_stay(by_exit: StaysByExit | None, way: ExitWay, write: Writer) -> dict[str, Any]:
    if by_exit is None or by_exit.of_way[way] == by_exit.rest:
        return {}
    return {"stay": _stay_of_exit(by_exit, by_exit.of_way[way], write)}


def _stay_of_exit(by_exit: StaysByExit, number: int, write: Writer) -> dict[str, Any]:
    levels = {level: of[number] for level, of in by_exit.found.levels.items()}
    return _law_by_level(by_exit.found.laws[number], levels, write)


def _stay(of: CourseStay, write: Writer) -> dict[str, Any]:
    if of.lengths:
        lengths = [six_digits(day / DAYS_PER_WEEK) for day in of.lengths]
        n = next(iter(of.levels.values())).mean.n
        said = {"value": lengths, "unit": "weeks", **write.said(n)}
        return {"distribution": of.law, "values_weeks": said}
    return _law_by_level(of.law, of.levels, write)


def _law_by_level(law: str, levels: Mapping[int, LevelStay], write: Writer) -> dict[str, Any]:
    def weeks(estimate: Estimated) -> Estimated:
        value, low, high = (
            min(day / DAYS_PER_WEEK, _LONGEST_WEEKS)
            for day in (estimate.value, estimate.low, estimate.high)
        )
        return Estimated(value, low, high, estimate.law, estimate.n)

    def column(part: str) -> dict[int, Estimated]:
        return {level: weeks(getattr(at, part)) for level, at in levels.items()}

    table: dict[str, Any] = {
        "distribution": law,
        "mean_weeks": write.by_level(column("mean"), "weeks"),
    }
    if law != "exponential":
        table["sd_weeks"] = write.by_level(column("sd"), "weeks")
    return table
