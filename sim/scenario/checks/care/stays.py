"""Stays: each distribution has the numbers that it needs, and none that it would not use."""

from collections.abc import Iterator
from typing import Any, Final

from sim.scenario.faults.fault import Fault, Path
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.files.drafts import Draft, DraftRow, as_table, draft_levels, rows
from sim.scenario.schema import CourseTable
from sim.words import phrase

NEEDS: Final = {
    "gamma": ("mean_weeks", "sd_weeks"),
    "lognormal": ("mean_weeks", "sd_weeks"),
    "weibull": ("mean_weeks", "sd_weeks"),
    "exponential": ("mean_weeks",),
    "fixed": ("mean_weeks",),
    "empirical": ("values_weeks",),
}
NUMBERS: Final = ("mean_weeks", "sd_weeks", "values_weeks")
MOST_SPREAD: Final = 10
"""Largest sd as a multiple of the mean: beyond it quantile tables lose their accuracy."""


def stay_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the stays of courses and of the delay before a relapse."""
    for row in draft.rows("course"):
        path = ("course", row.number, "stay")
        yield from _of_stay(draft, path, as_table(row.table.get("stay")))
        yield from _of_exits(draft, row)
    yield from _of_stay(draft, ("relapse", "after"), draft.table("relapse", "after"))


def _of_exits(draft: Draft, row: DraftRow) -> Iterator[Fault]:
    """Stays of single exits; what they leave of the course's own."""
    ways = rows(row.table.get("exits"))
    own = [n for n, way in enumerate(ways) if isinstance(way, dict) and "stay" in way]
    for number in own:
        path: Path = ("course", row.number, "exits", number, "stay")
        yield from _of_stay(draft, path, as_table(ways[number].get("stay")))
        if "dose" in row.table:
            what = phrase("cannot stand beside a dose, which takes the exit from the length")
            yield draft.fault(path, what, phrase("leave out the dose, or the stays of exits"))
    path = ("course", row.number, "stay")
    if not _says_stay(row) and len(own) < max(1, len(ways)):
        remedy = phrase("add the table {name}", name=path[-1])
        yield draft.fault(path, phrase("is missing"), remedy)
    elif "stay" in row.table and own and len(own) == len(ways):
        what = phrase("is used by no exit: each has a stay of its own")
        yield draft.fault(path, what, phrase("leave it out, or the stay of an exit"))


def _says_stay(row: DraftRow) -> bool:
    """Whether a course has a stay, or a key that can only mean it and is a fault already."""
    known = list(CourseTable.model_fields)
    return "stay" in row.table or any(
        key not in known and nearest_name(key, known) == "stay" for key in row.table
    )


def _of_stay(draft: Draft, path: Path, stay: dict[str, Any]) -> Iterator[Fault]:
    distribution = stay.get("distribution")
    if not isinstance(distribution, str) or distribution not in NEEDS:
        return
    needed = NEEDS[distribution]
    for key in needed:
        if key not in stay:
            what = phrase("is missing for {distribution}", distribution=distribution)
            yield draft.fault((*path, key), what, phrase("add {key}", key=key))
    for key in NUMBERS:
        if key in stay and key not in needed:
            what = phrase("is not used by {distribution}", distribution=distribution)
            yield draft.fault(
                (*path, key), what, phrase("leave it out or name another distribution")
            )
    mean, sd = draft_levels(stay.get("mean_weeks")), draft_levels(stay.get("sd_weeks"))
    pairs = zip(mean or (), sd or (), strict=False)
    if "sd_weeks" in needed and any(s > MOST_SPREAD * m > 0 for m, s in pairs):
        what = phrase("is more than {most_spread} times the mean", most_spread=MOST_SPREAD)
        yield draft.fault((*path, "sd_weeks"), what, phrase("check both, they are in weeks"))
