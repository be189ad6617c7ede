"""Tables and numbers as a terminal shows them.

In a pipe a table is as wide as it needs to be and nothing wraps or is cut, so that `grep` and
`cut` find whole lines. Nothing is computed here but units.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.model.terms import (
    CHANGED_TEAM_NAME,
    DISCHARGED_NAME,
    HELD_NAME,
    LEVEL_CHANGE_NAME,
    RESUME_NAME,
)
from sim.words import known, number_said, percent_said, phrase

ABSENT = "-"
WIDE = 10_000
THOUSAND = 1_000
THOUSANDS_FROM_DKK = 10_000_000
EXITS = known("exits")
OF_MEAN = known("95 % of the mean")
OF_RUNS = known("95 % of runs")
_COURSE_COLUMNS = (
    known("course"),
    known("census"),
    known("entries a week"),
    known("weeks of a course"),
    known("weeks of a stay"),
    EXITS,
)
COURSE = (
    "course",
    "census",
    "entries_per_week",
    "course_stay_weeks",
    "stay_weeks",
    "exits",
)
"""Keys of a course's row: census = entries a week x weeks of a course."""


Tree = Mapping[str, Any]
"""A document, or a table in it."""
Row = Callable[[Tree, int], list[str]]
"""Cells of an account beside its name, in a money unit."""


def printed(made: Table, width: int = WIDE) -> str:
    """A table as lines without blanks at their ends."""
    written = io.StringIO()
    Console(
        file=written, width=width, color_system=None, highlight=False, force_jupyter=False
    ).print(made)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def fitted(table_in: Callable[[int, int], Table], unit: int, width: int | None) -> str:
    """A table of a money unit and blanks, in thousands and closer if too wide otherwise.

    Numbers are never cut: on a terminal still narrower the lines run over its edge.
    """
    text = printed(table_in(unit, 2))
    longest = max(len(line) for line in text.splitlines())
    return text if longest <= (width or WIDE) else printed(table_in(THOUSAND, 1))


def table(title: str, columns: Sequence[str], blanks: int = 2) -> Table:
    """Table without borders, all but the first column and the exits to the right.

    Title and headings are said in the language spoken.
    """
    made = Table(
        title=phrase(title), title_justify="left", title_style="", box=None, pad_edge=False
    )
    made.padding = (0, blanks, 0, 0)
    made.add_column(phrase(columns[0]))
    for column in columns[1:]:
        made.add_column(phrase(column), justify="right", no_wrap=column != EXITS)
        if column == EXITS:
            made.columns[-1].justify = "left"
    return made


def teams_table(tree: Tree, columns: Sequence[str], layout: tuple[int, int], row_of: Row) -> Table:
    """One row a team and their total; `layout` is the money unit and the blanks between."""
    unit, blanks = layout
    title = phrase(
        "Teams, over {weeks} weeks; money in {unit}", weeks=tree["weeks"], unit=money_title(unit)
    )
    made = table(
        title,
        (
            known("team"),
            known("citizens"),
            known("revenue"),
            known("cost"),
            known("deviation"),
            *columns,
        ),
        blanks,
    )
    for team in tree["teams"]:
        made.add_row(Text(team["team"]), *row_of(team, unit))
    made.add_section()
    made.add_row(Text(phrase("total")), *row_of(tree["total"], unit))
    return made


CourseRow = tuple[
    str, float | None, float | None, float | None, float | None, dict[str, float | None]
]
"""Values by `COURSE`, the last the share of each exit."""


def courses_table(rows: Iterable[CourseRow]) -> Table:
    """The courses, one a row."""
    made = table(phrase("Courses"), _COURSE_COLUMNS)
    for course, census, entries, course_weeks, stay_weeks, exits in rows:
        shares = ", ".join(
            f"{named_in_words(name)} {percent(share, 0)}" for name, share in exits.items()
        )
        weeks = number(course_weeks, 1), number(stay_weeks, 1)
        figures = number(census, 1), number(entries, 2), *weeks
        made.add_row(Text(course), *figures, Text(shares))
    return made


def named_in_words(name: str) -> str:
    """A name that the model knows in words; any other is the planner's own."""
    return phrase(_WORDS[name]) if name in _WORDS else name


_WORDS: Final = {
    "self_reliant": known("self-reliant"),
    "nursing_home": known("nursing home"),
    LEVEL_CHANGE_NAME: known("another level"),
    HELD_NAME: known("the same level held"),
    CHANGED_TEAM_NAME: known("another team"),
    DISCHARGED_NAME: known("discharged early"),
    RESUME_NAME: known("back to the course left"),
    "case_mix": known("case mix"),
    **{
        word: word
        for word in (
            known("chance"),
            known("price"),
            known("behaviour"),
            known("capacity"),
            known("timing"),
            known("undecided"),
            known("balances"),
            known("clinic"),
            known("dead"),
            known("moved"),
        )
    },
}


def money_unit(dkk: float | None) -> int:
    """Thousands where whole kroner would be more digits than anyone reads."""
    return THOUSAND if (dkk or 0) >= THOUSANDS_FROM_DKK else 1


def money_title(unit: int) -> str:
    """What amounts in the unit are counted in."""
    return phrase("DKK") if unit == 1 else phrase("{unit} DKK", unit=number_said(unit))


def money(dkk: float | None, unit: int) -> str:
    """Amount in the unit, whole."""
    return number(None if dkk is None else dkk / unit, 0)


def number(value: float | None, decimals: int) -> str:
    """Number with thousands apart; no minus before a zero."""
    if value is None:
        return ABSENT
    return number_said(value, decimals)


def percent(share: float | None, decimals: int) -> str:
    """Share in per cent."""
    return ABSENT if share is None else percent_said(share, decimals)


def percent_range(low: float | None, high: float | None, decimals: int) -> str:
    """Shares from low to high in per cent."""
    if low is None or high is None:
        return ABSENT
    return phrase("{low} to {high}", low=number(100 * low, decimals), high=percent(high, decimals))


def amount_range(low: float | None, high: float | None, unit: int) -> str:
    """Amounts from low to high."""
    if low is None or high is None:
        return ABSENT
    return phrase("{low} to {high}", low=money(low, unit), high=money(high, unit))
