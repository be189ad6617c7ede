"""Documents as flat rows, and figures found by name: what all results share."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from typing_extensions import TypedDict

from sim.scenario.faults.fault import key_text
from sim.scenario.faults.suggestions import instead

Key = tuple[str, ...]
"""Way to a figure in a document; rows of teams, courses and the like by name."""


class FigureRow(TypedDict):
    """A number of a document: in which part, of what, and its interval where it has one."""

    part: str
    name: str | None
    figure: str
    mean: float | None
    low: float | None
    high: float | None


def figure_rows(document: Mapping[str, Any]) -> Iterator[FigureRow]:
    """Every number of a document, ready for a table of pandas or polars.

    A row of a list is named by its first text: a team, a course, a lever. Lists without names, as
    points of a curve, are in the document only.
    """
    for part, below in document.items():
        yield from _rows_of(part, below, (), ())


def _rows_of(part: str, below: object, names: Key, way: Key) -> Iterator[FigureRow]:
    if isinstance(below, list):
        for row in below:
            if isinstance(row, Mapping) and (name := _name_of(row)) is not None:
                yield from _rows_of(part, row, (*names, name), way)
    elif isinstance(below, Mapping) and "mean" in below:
        yield _figure_row(part, names, way, below)
    elif isinstance(below, Mapping):
        for key, one in below.items():
            yield from _rows_of(part, one, names, (*way, key))
    elif isinstance(below, int | float) and not isinstance(below, bool) and way:
        yield _figure_row(part, names, way, {"mean": below})


def _name_of(row: Mapping[str, Any]) -> str | None:
    """Its first text, with its level and its tariff where it has them."""
    first = next(iter(row.values()), None)
    if not isinstance(first, str):
        return None
    level, tariff = row.get("level"), row.get("tariff")
    parts = [
        first,
        None if level is None else f"level {level}",
        None if tariff == first else tariff,
    ]
    return " / ".join(part for part in parts if part is not None)


def _figure_row(part: str, names: Key, way: Key, figure: Mapping[str, Any]) -> FigureRow:
    return {
        "part": part,
        "name": " / ".join(names) or None,
        "figure": ".".join(way),
        "mean": figure["mean"],
        "low": figure.get("low"),
        "high": figure.get("high"),
    }


_ONE_OF: Final = {"teams": "team", "courses": "course", "offers": "offer", "payers": "payer"}
"""What one row of a section is called."""


@lru_cache(maxsize=65_536)
def figure_name(key: Key) -> str:
    """One name of a figure: `total.deviation_dkk`, `team.Nord.deviation_dkk`.

    It is written as a key of the scenario is: teams and courses by name, in quotes where a name is
    more than letters, digits, - and _.
    """
    return key_text((_ONE_OF.get(key[0], key[0]), *key[1:]))


def key_of(asked: Key, known: Iterable[Key]) -> Key:
    """The way to a figure, by its one name or from its end.

    `("team.Nord.cost_dkk",)` and `("Nord", "cost_dkk")` are a team's; `("cost_dkk",)` is that of
    all teams together.

    Raises
    ------
    KeyError
        When there is none, or several are meant.
    """
    keys = list(known)
    named = [key for key in keys if (figure_name(key),) == asked]
    if named:
        return named[0]
    found = [key for key in keys if key[-len(asked) :] == asked]
    shortest = [key for key in found if len(key) == min(map(len, found))]
    if len(shortest) == 1:
        return shortest[0]
    said = ", ".join(asked)
    if shortest:
        raise KeyError(f"{said} could mean several figures; write one of {_listed(shortest)}")
    raise KeyError(f"{said} is no figure here; {instead(asked[-1], sorted({k[-1] for k in keys}))}")


def _listed(keys: list[Key]) -> str:
    return "; ".join(", ".join(key[-2:]) for key in keys)


def in_short(of: object, name: str, *said: str) -> str:
    """One line that stands for a result where it is shown; its text is longer."""
    return f"<{type(of).__name__} of {name}: {', '.join(said)}>"
