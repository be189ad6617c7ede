"""Hours: their spread, when in the week they are given, and the decline that they avert."""

from collections.abc import Iterator
from typing import Any

from sim.model.terms import LEVELS, SERVICES
from sim.scenario.checks.shares import TOLERANCE, at_levels, totals
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft, DraftRow, as_table, draft_levels, is_some, rows
from sim.scenario.files.presence import nobody_needs
from sim.words import phrase

TIMES_BESIDE_DAY = ("evening", "weekend")


def spread_faults(draft: Draft) -> Iterator[Fault]:
    """A spread of the hours where there are no hours to spread."""
    for row in draft.rows("course"):
        hours = hours_by_level(row)
        sd = row.table.get("hours_sd")
        spread = draft_levels(sd)
        if hours is None or spread is None:
            continue
        idle = [level for level in range(LEVELS) if spread[level] > 0 and hours[level] == 0]
        if idle and (isinstance(sd, list) or len(idle) == LEVELS):
            at = (
                ""
                if len(idle) == LEVELS
                else phrase(" at level {map}", map=", ".join(map(str, idle)))
            )
            what = phrase("is more than 0 where the course has no hours{at}", at=at)
            path = ("course", row.number, "hours_sd")
            yield draft.fault(path, what, phrase("give hours_per_week, or leave hours_sd out"))


def hours_by_level(row: DraftRow) -> list[float] | None:
    """Sum over services at each level; None when any of them is no number."""
    given = list(as_table(row.table.get("hours_per_week")).values())
    rehabilitation = as_table(row.table.get("everyday_rehabilitation"))
    each = [draft_levels(hours) for hours in (*given, rehabilitation.get("hours_per_week", 0))]
    if any(hours is None for hours in each):
        return None
    return [sum(hours[level] for hours in each if hours) for level in range(LEVELS)]


def time_faults(draft: Draft) -> Iterator[Fault]:
    """Shares of the week that add up to too much, or of hours that nobody has."""
    for service, given in draft.table("times").items():
        path = ("times", service)
        shares = [as_table(given).get(time, 0) for time in TIMES_BESIDE_DAY]
        sums = list(enumerate(totals(shares) or ()))
        over = [(level, s) for level, s in sums if s > 1 + TOLERANCE]
        if over:
            what = phrase(
                "evening and weekend must add up to at most 1, add up to {sums}",
                sums=at_levels(over),
            )
            yield draft.fault(path, what, phrase("change them"))
        if service in SERVICES and any(map(is_some, shares)) and nobody_needs(draft, service):
            what = phrase("no course has hours of {service}", service=service)
            yield draft.fault(
                path, what, phrase("give {service} hours, or leave it out", service=service)
            )


def rehabilitation_faults(draft: Draft) -> Iterator[Fault]:
    """Everyday rehabilitation where no stay ends in a worse level."""
    for row in draft.rows("course"):
        if "everyday_rehabilitation" in row.table and not _may_decline(row):
            what = phrase("averts nothing: no exit leads to a worse level of the same course")
            remedy = phrase("add an exit to = { level_change = 1 }, or leave it out")
            yield draft.fault(("course", row.number, "everyday_rehabilitation"), what, remedy)


def _may_decline(row: DraftRow) -> bool:
    """Some exit may lead to a worse level of the same course, or cannot be read."""
    ways = row.table.get("exits")
    if not isinstance(ways, list) or not all(isinstance(way, dict) for way in ways):
        return True
    return any(_is_decline(row, as_table(way.get("to"))) for way in rows(ways))


def _is_decline(row: DraftRow, to: dict[str, Any]) -> bool:
    step, level = to.get("level_change", 0), to.get("level", 0)
    is_up = [not isinstance(value, int | float) or value > 0 for value in (step, level)]
    return to.get("course", row.name) == row.name and any(is_up)
