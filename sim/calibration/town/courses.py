"""Courses: stays, exits and hazards, each with who it was seen of."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from sim.calibration.fits.competing import Incidence, incidence
from sim.calibration.fits.estimate import Estimate, rate, share
from sim.calibration.fits.likelihood import Lengths, lengths
from sim.calibration.fits.stays import CourseStay, course_stay
from sim.calibration.reading.chains import UNKNOWN, Habits, Stay
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import MappedCourse
from sim.calibration.reading.records import Records
from sim.calibration.town.numbers import Writer, adding_up
from sim.model.terms import RESUME_NAME
from sim.model.units import DAYS_PER_WEEK, unseen_days

_LONGEST_WEEKS: Final = 2_600.0


class Followed(NamedTuple):
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
    hazards: dict[str, dict[int, Estimate]]
    exits: dict["Way", dict[int, Estimate]]
    curve: Incidence
    note: str


class Way(NamedTuple):
    """Where an exit leads."""

    to: str
    change: int
    """Of the level."""


def course_found(
    records: Records, name: str, of: MappedCourse, levels: Sequence[int], smallest: int
) -> CourseFound:
    """Estimate a course.

    Raises
    ------
    RecordsError
        When none of its stays has ended.
    """
    seen = [_followed(s, records.habits) for s in records.stays if s.spell.course == name]
    ended = Counter(f.to for f in seen if f.to is not None)
    if not ended:
        what = f'none of the {len(seen):,} stays in "{name}" has ended'
        remedy = "give longer records, or leave the course out of the mapping"
        raise RecordsError([RecordFault(records.habits.file, 0, "", what, remedy)])
    hazards, note = _as_hazards(ended, of.hazards, name)
    split = _share_of_stays(ended, hazards)
    by_level = {
        level: _lengths([f for f in seen if f.level == level], hazards, split) for level in levels
    }
    stay = course_stay({k: v for k, v in by_level.items() if len(v.low)}, of.law, smallest)
    if stay is None:
        raise AssertionError(name)
    return CourseFound(
        name,
        stay,
        _hazards(seen, hazards, levels),
        _exits(seen, hazards, levels, smallest),
        _curve(seen),
        note,
    )


def _as_hazards(ended: Counter[str | None], said: Sequence[str], name: str) -> tuple[list[str], str]:
    """Ends that count as hazards; the commonest does not where nothing else ended a stay."""
    hazards = [to for to in said if ended[to] and to != name]
    if any(to not in hazards and to != UNKNOWN for to in ended):
        return hazards, ""
    known = [to for to in hazards if ended[to]]
    if not known:
        return hazards, ""
    commonest = max(known, key=lambda to: ended[to])
    note = f'every stay ended by a hazard; "{commonest}" is taken as the end of the stay'
    return [to for to in hazards if to != commonest], note


def _share_of_stays(ended: Counter[str | None], hazards: Sequence[str]) -> float:
    """Share of the known ends that are no hazard: what an unknown end counts as."""
    known = sum(n for to, n in ended.items() if to != UNKNOWN)
    by_hazard = sum(ended[to] for to in hazards)
    return 1.0 - by_hazard / known if known else 1.0


def _followed(stay: Stay, habits: Habits) -> Followed:
    spell, before = stay.spell, stay.age or 0
    began = max(spell.begins, 0)
    entry = before + unseen_days(-spell.begins) if spell.begins < 0 else float(before)
    ends, to = spell.ends, stay.to
    if ends is not None and ends >= habits.horizon:
        ends, to = None, None
    if ends is None:
        last = habits.horizon if spell.seen_until is None else spell.seen_until
        until = max(last, began) - spell.begins
        to = None
    else:
        until = max(1, ends - spell.begins)
    days = max(0, min(spell.begins + until, habits.days) - began)
    is_known = stay.age is not None
    return Followed(spell.level, entry, before + until, days, is_known, to, stay.to_level)


def _lengths(seen: Sequence[Followed], hazards: Sequence[str], split: float) -> Lengths:
    """Stays for the likelihood; an end of which nothing is known counts in part."""
    rows: list[tuple[float, float, float, float]] = []
    for of in seen:
        if not of.is_known:
            continue
        low = max(of.until - 0.5, of.entry) if of.until > 1 else of.entry
        if of.to is None:
            rows.append((of.entry, max(low, of.entry), np.inf, 1.0))
        elif of.to in hazards:
            rows.append((of.entry, max(float(of.until), of.entry), np.inf, 1.0))
        else:
            weight = split if of.to == UNKNOWN else 1.0
            rows.append((of.entry, low, max(of.until + 0.5, low + 0.5), weight))
            rows.append((of.entry, max(float(of.until), of.entry), np.inf, 1.0 - weight))
    kept = np.array([row for row in rows if row[3] > 0], dtype=float).reshape(-1, 4)
    return lengths(kept[:, 0], kept[:, 1], kept[:, 2], kept[:, 3])


def _hazards(
    seen: Sequence[Followed], hazards: Sequence[str], levels: Sequence[int]
) -> dict[str, dict[int, Estimate]]:
    """Rate per week of each hazard, by level."""
    weeks = {level: sum(f.days for f in seen if f.level == level) / DAYS_PER_WEEK for level in levels}
    lost = _unknown_ratio(seen)
    found: dict[str, dict[int, Estimate]] = {}
    for to in hazards:
        counts = Counter(f.level for f in seen if f.to == to)
        found[to] = {
            level: _scaled(rate(counts[level], weeks[level]), lost)
            for level in levels
            if weeks[level] > 0
        }
    return found


def _unknown_ratio(seen: Sequence[Followed]) -> float:
    """All ends per end of which it is known where it led."""
    ended = [f.to for f in seen if f.to is not None]
    known = sum(1 for to in ended if to != UNKNOWN)
    return len(ended) / known if known else 1.0


def _scaled(of: Estimate, by: float) -> Estimate:
    return of._replace(value=of.value * by, low=of.low * by, high=of.high * by)


def _exits(
    seen: Sequence[Followed], hazards: Sequence[str], levels: Sequence[int], smallest: int
) -> dict[Way, dict[int, Estimate]]:
    """Share of each way out among the stays that ended, by level; few of a level are pooled."""
    counts: dict[int, Counter[Way]] = defaultdict(Counter)
    for of in seen:
        if of.to not in (None, UNKNOWN, *hazards):
            counts[of.level][_way(of)] += 1
    whole: Counter[Way] = sum(counts.values(), Counter())
    if not whole:
        return {}
    ways = [way for way, n in whole.most_common() if n >= smallest] or [whole.most_common(1)[0][0]]
    found: dict[Way, dict[int, Estimate]] = {way: {} for way in ways}
    for level in levels:
        own = Counter({way: counts[level][way] for way in ways})
        used = own if sum(own.values()) >= smallest else Counter({w: whole[w] for w in ways})
        for way, estimate in _shares(used, ways).items():
            found[way][level] = estimate
    return found


def _way(of: Followed) -> Way:
    to = str(of.to)
    change = 0 if to == RESUME_NAME else of.to_level - of.level
    return Way(to, change)


def _shares(counts: Mapping[Way, int], ways: Sequence[Way]) -> dict[Way, Estimate]:
    total = sum(counts.values())
    shares = adding_up([counts[way] / total for way in ways])
    return {
        way: share(counts[way], total, "dirichlet")._replace(value=value)
        for way, value in zip(ways, shares, strict=True)
    }


def _curve(seen: Sequence[Followed]) -> Incidence:
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
    table: dict[str, Any] = {"name": found.name, "kind": of.kind, "stay": _stay(found.stay, write)}
    table["exits"] = [
        {"to": _to(way, found.name), "probability": write.by_level(by_level, "probability")}
        for way, by_level in found.exits.items()
    ]
    hazards = {
        to: write.by_level(by_level, "per week") for to, by_level in found.hazards.items() if by_level
    }
    return {**table, "hazards_per_week": hazards} if hazards else table


def _to(way: Way, course: str) -> Any:  # noqa: ANN401 - as TOML has it
    if way.to == course:
        return {"level_change": way.change}
    return {"course": way.to, "level_change": way.change} if way.change else way.to


def _stay(of: CourseStay, write: Writer) -> dict[str, Any]:
    def weeks(estimate: Estimate) -> Estimate:
        return Estimate(
            *(min(day / DAYS_PER_WEEK, _LONGEST_WEEKS) for day in estimate[:3]),
            estimate.law,
            estimate.n,
        )

    def column(part: str) -> dict[int, Estimate]:
        return {level: weeks(getattr(at, part)) for level, at in of.levels.items()}

    table: dict[str, Any] = {"distribution": of.law, "mean_weeks": write.by_level(column("mean"), "weeks")}
    if of.law != "exponential":
        table["sd_weeks"] = write.by_level(column("sd"), "weeks")
    return table


