"""A sweep for a terminal: one line a setting, what was varied and what came of it."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sim.experiments.sweeps.design import SweepHeading
from sim.experiments.terminal import WIDE, amount_range, money, money_title, money_unit, printed
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase

if TYPE_CHECKING:
    from rich.table import Table

Row = dict[str, Any]

FIGURE: Final = "total.deviation_dkk"
MOST_SHOWN: Final = 200


def sweep_text(heading: SweepHeading, rows: Iterable[Row], width: int | None = None) -> str:
    """Settings as lines of text; `width` columns, or as long as they need to be."""
    settings = list(islice(rows, MOST_SHOWN))
    said = phrase(
        "{scenario}: {replications} replications of {weeks} weeks a setting, the same "
        "citizens in all of them",
        scenario=heading.scenario,
        replications=heading.replications,
        weeks=heading.weeks,
    )
    more = (
        phrase("The first {most_shown} settings", most_shown=MOST_SHOWN) + "\n"
        if len(settings) == MOST_SHOWN
        else ""
    )
    return said + "\n" + printed(_table(settings, heading.factors), width or WIDE) + more


def _table(settings: list[Row], factors: tuple[str, ...]) -> "Table":
    largest = max((abs(row[FIGURE]["mean"]) for row in settings), default=0.0)
    unit = money_unit(largest)
    title = phrase("Deviation of all teams, {unit}", unit=money_title(unit))
    made = new_table(title, (known("setting"), *factors, known("mean"), known("95 % interval")))
    for row in settings:
        figure = row[FIGURE]
        made.add_row(
            str(row["setting"]),
            *(str(row[key]) for key in factors),
            money(figure["mean"], unit),
            amount_range(figure["low"], figure["high"], unit),
        )
    return made
