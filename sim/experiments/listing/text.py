"""The runs of a folder for a terminal: one a row, and under it what differs from its base."""

import datetime as dt
from typing import Final

from rich.table import Table
from rich.text import Text

from sim.experiments.documents.listing import ListedRun, ListTree
from sim.experiments.terminal import ABSENT, WIDE, printed
from sim.scenario.differences import KeyDifference
from sim.words import known, phrase

_COLUMNS: Final = (
    known("results"),
    known("written"),
    known("state"),
    known("runs"),
    known("weeks"),
    known("title"),
)
MOST_CHANGES: Final = 6
"""Of a run, as long as nobody asks for all by `--json`."""


def list_text(tree: ListTree, width: int | None = None) -> str:
    """The list as lines of text; without any run, a sentence that says how one is made."""
    if not tree["runs"]:
        return (
            phrase(
                "{folder}: holds no results folders; `forloeb run SCENARIO` makes one",
                folder=tree["folder"],
            )
            + "\n"
        )
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        made.add_column(phrase(column), justify="right" if column in {"runs", "weeks"} else "left")
    for run in tree["runs"]:
        made.add_row(*map(Text, _cells(run)))
    changes = "".join(f"\n{_changed(run)}" for run in tree["runs"] if run["base"] or run["fault"])
    return printed(made, width or WIDE) + changes


def _cells(run: ListedRun) -> tuple[str, ...]:
    written = f"{dt.datetime.fromisoformat(run['date']):%Y-%m-%d %H:%M}"
    counts = (_count(run["replications"]), _count(run["weeks"]))
    return run["results"], written, phrase(run["state"]), *counts, run["title"] or ABSENT


def _count(number: int | None) -> str:
    return ABSENT if number is None else str(number)


def _changed(run: ListedRun) -> str:
    """What is wrong with a run, or what differs from its base; long lists are cut short."""
    if run["fault"]:
        return f"{run['results']}: {run['fault']}\n"
    changes = [KeyDifference(**change) for change in run["changes"]]
    lines = [f"  {change.key}: {change.values}" for change in changes[:MOST_CHANGES]]
    if len(changes) > MOST_CHANGES:
        lines.append(
            "  " + phrase("and {count} more (--json lists all)", count=len(changes) - MOST_CHANGES)
        )
    heading = phrase("{results}, beside {base}:", results=run["results"], base=run["base"])
    return "\n".join([heading, *(lines or ["  " + phrase("no value differs")])]) + "\n"
