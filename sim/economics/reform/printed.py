"""What a source prints of a reform, beside what the reform's file makes of it.

Here are only the figures; how they are written is the terminal's and the page's.
"""

import datetime as dt
from typing import Literal, NamedTuple

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.reform import Reformed, amounts
from sim.scenario.schema.reform import Here
from sim.scenario.worded import Worded

Unit = Literal["dkk", "count", "share", "date"]


class PrintedFigure(NamedTuple):
    """One or several numbers of one unit, or a day."""

    unit: Unit
    values: tuple[float, ...] = ()
    day: dt.date | None = None


class Beside(NamedTuple):
    """Something printed, and the same thing here where there is such."""

    what: Worded
    printed: Worded
    here: PrintedFigure | None


def printed_beside(found: Reformed) -> list[Beside]:
    """Everything that the file says is printed, in its order."""
    return [
        Beside(of.what, of.printed, None if of.here is None else figure(found, of.here))
        for of in found.values.printed
    ]


def figure(found: Reformed, name: Here) -> PrintedFigure:
    """A figure of the reform by its name."""
    if name == "start":
        return PrintedFigure("date", day=found.values.reform.start)
    unit: Unit = "dkk" if name.endswith("_dkk") else "share"
    values = {**_amounts(found), **_shares(found)}
    return PrintedFigure(
        "count" if name in {"payers", "contracts", "areas"} else unit, values[name]
    )


def _amounts(found: Reformed) -> dict[str, tuple[float, ...]]:
    said = amounts(found.lines)
    return {
        "change_dkk": (said["change_dkk"],),
        "structure_dkk": (said["structure_dkk"],),
        "hourly_price_dkk": (found.values.reform.hourly_price_dkk,),
        "payers": (len({line.contract.payer for line in found.lines}),),
        "contracts": (len(found.lines),),
        "areas": (len({offer.area for offer in found.values.offer}),),
    }


def _shares(found: Reformed) -> dict[str, tuple[float, ...]]:
    indexation = found.values.indexation
    supplements = indexation.supplements
    every = indexation.model_copy(update={"compared_with": list(supplements)})
    return {
        "raised_by": (float(paid_index(indexation) - 1),),
        "compared_with": (float(price_index(indexation) - 1),),
        "supplements": tuple(supplements.values()),
        "raised_by_and_all_supplements": (float(price_index(every) - 1),),
    }
