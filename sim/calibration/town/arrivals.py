"""Who comes: inflow by team and source, the first course, the level, and who comes back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from sim.calibration.fits.estimate import Estimated, rate, share
from sim.calibration.fits.returns import Returns, returns
from sim.calibration.reading.lives.chains import NEW, RETURN, Stay
from sim.calibration.reading.records import Records
from sim.calibration.town.numbers import Wrapper, Writer, adding_up
from sim.model.terms import LEVELS, SOURCES

FEWEST_RETURNS: Final = 10
"""Fewer are taken as new citizens. Source: assumption."""

_Key = TypeVar("_Key", str, int)

FIRST_CONTACT: Final = SOURCES[1]


class Arrivals(NamedTuple):
    """New citizens of the time of the records."""

    new: list[Stay]
    teams: list[str]
    sources: list[str]
    """Empty where the records have none or one."""
    back: Returns | None
    back_to: str
    unseen: dict[str, float]
    """By team: how many came back of those who left before the first day, and look new."""
    back_levels: dict[int, float]
    """Share of those who came back by level."""
    window_days: int
    """Length of the records."""


def new_arrivals(records: Records) -> Arrivals:
    """Who came, and what is known of returns."""
    within = [s for s in records.stays if 0 <= s.spell.begins < records.habits.days]
    came_back = [s for s in within if s.how == RETURN]
    back = _returns(records, came_back)
    new = [s for s in within if s.how == NEW or (back is None and s.how == RETURN)]
    sources = [name for name in SOURCES[1:] if any(s.spell.source == name for s in new)]
    sources = sources if len(sources) > 1 else []
    to = Counter(s.spell.course for s in came_back).most_common(1)
    teams = sorted({s.spell.team for s in records.stays})
    levels = Counter(s.spell.level for s in came_back)
    return Arrivals(
        new,
        teams,
        sources,
        back,
        to[0][0] if to else "",
        {team: _unseen(records, back, team) for team in teams},
        {level: count / len(came_back) for level, count in levels.items()},
        records.habits.days,
    )


def _returns(records: Records, came_back: Sequence[Stay]) -> Returns | None:
    seen = [s.left_days for s in came_back if s.left_days is not None]
    begun = [s.spell.begins for s in came_back if s.left_days is not None]
    after = [days for days, day in zip(seen, begun, strict=True) if day - days >= 0]
    if len(after) < FEWEST_RETURNS:
        return None
    left = [s.spell.ends for s in records.stays if s.to == "self_reliant"]
    followed = [records.habits.days - day for day in left if day is not None and day >= 0]
    for days, day in zip(seen, begun, strict=True):
        if day - days >= 0:
            followed.remove(records.habits.days - (day - days))
    return returns(np.array(after, float), np.array(followed, float))


def counted_inflow(records: Records, of: Arrivals, team: str, write: Writer) -> Any:  # noqa: ANN401 - TOML
    """Inflow of a team as a scenario has it: one number, or one a source."""
    counts = Counter(s.spell.source for s in of.new if s.spell.team == team)
    weeks, unseen = records.weeks_in_all, of.unseen[team]
    unit = "citizens per week"
    if not of.sources:
        count = write.told(sum(counts.values()))
        return write.number(_less(rate(count, weeks), unseen / weeks), unit)
    counts[FIRST_CONTACT] += counts.pop(None, 0)
    found = {}
    for source in sorted({*of.sources, *counts}, key=SOURCES.index):
        less = unseen / weeks if source == FIRST_CONTACT else 0.0
        found[source] = write.number(_less(rate(write.told(counts[source]), weeks), less), unit)
    return found


def _unseen(records: Records, back: Returns | None, team: str) -> float:
    """Returns of those who had left before the first day: they look new."""
    if back is None:
        return 0.0
    left = sum(1 for s in records.stays if s.to == "self_reliant" and s.spell.team == team)
    return left / records.habits.days * back.unseen_days(records.habits.days)


def _less(of: Estimated, amount: float) -> Estimated:
    return of._replace(
        value=max(0.0, of.value - amount),
        low=max(0.0, of.low - amount),
        high=max(0.0, of.high - amount),
    )


def intake(of: Arrivals, courses: Sequence[str], write: Writer) -> dict[str, Any]:
    """First course of new citizens: by course, or by source and course."""
    unseen = {of.back_to: sum(of.unseen.values())}
    if not of.sources:
        return _intake([s.spell.course for s in of.new], courses, unseen, write)
    return {
        source: _intake(
            [s.spell.course for s in of.new if (s.spell.source or FIRST_CONTACT) == source],
            courses,
            unseen if source == FIRST_CONTACT else {},
            write,
        )
        for source in sorted({*of.sources, *_missing(of)}, key=SOURCES.index)
    }


def _missing(of: Arrivals) -> set[str]:
    return {FIRST_CONTACT} if any(s.spell.source is None for s in of.new) else set()


def _intake(
    found: Sequence[str], courses: Sequence[str], unseen: Mapping[str, float], write: Writer
) -> dict[str, Wrapper]:
    """Shares of first courses; `unseen` of a course came back, and only look new."""
    told = {course: write.told(n) for course, n in Counter(found).items()}
    counts = _fewer(told, unseen)
    seen = [course for course in courses if counts.get(course)]
    total = sum(counts[course] for course in seen)
    shares = adding_up([counts[course] / total for course in seen])
    return {
        course: write.number(
            share(counts[course], total, "dirichlet")._replace(value=value), "probability"
        )
        for course, value in zip(seen, shares, strict=True)
    }


def _fewer(counts: Mapping[_Key, float], unseen: Mapping[_Key, float]) -> dict[_Key, float]:
    """Counts without those who only look new; at least half of what was counted is left."""
    return {key: max(n / 2.0, n - unseen.get(key, 0.0)) for key, n in counts.items()}


def levels_of_new(of: Arrivals, write: Writer) -> Wrapper | None:
    """Level of new citizens; None where there is only one."""
    if not write.is_by_level:
        return None
    looks_new = sum(of.unseen.values())
    unseen = {level: looks_new * part for level, part in of.back_levels.items()}
    seen = Counter(s.spell.level for s in of.new)
    counts = _fewer({level: write.told(n) for level, n in seen.items()}, unseen)
    total = sum(counts.values())
    shares = adding_up([counts.get(level, 0.0) / total for level in range(LEVELS)])
    each = [share(counts.get(level, 0.0), total, "dirichlet") for level in range(LEVELS)]
    return {
        "value": shares,
        "unit": "share",
        **write.said(len(of.new)),
        "low": [min(e.low, v) for e, v in zip(each, shares, strict=True)],
        "high": [max(e.high, v) for e, v in zip(each, shares, strict=True)],
        "law": "dirichlet",
    }


def relapse(of: Arrivals, write: Writer) -> dict[str, Any] | None:
    """The table of returns, where enough were seen."""
    if of.back is None:
        return None
    weeks = of.back.mean._replace(
        value=of.back.mean.value / 7, low=of.back.mean.low / 7, high=of.back.mean.high / 7
    )
    return {
        "probability": write.number(of.back.probability, "probability"),
        "to": of.back_to,
        "after": {"distribution": "exponential", "mean_weeks": write.number(weeks, "weeks")},
    }
