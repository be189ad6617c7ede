"""The first page of a workbook: what was computed, from what, when, and on whose figures."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, Final, NamedTuple

from sim.experiments.ledger.rows import ledger_rows
from sim.reporting.workbook.book import BookSheet
from sim.reporting.workbook.headings import heading, key_in_words
from sim.reporting.workbook.sheets import sheet_name
from sim.scenario.reading import Scenario
from sim.words import known, phrase

_ABOUT: Final = known(
    "Made by Forløb {version}. Amounts are DKK; low and high are the ends of a 95 % interval. "
    "Each sheet has its units in its headings."
)
_LEDGER: Final = ("key", "value", "unit", "source", "year", "status", "low", "high")


class Origin(NamedTuple):
    """Where a workbook comes from: lines for its first page, and the scenario behind it."""

    lines: Mapping[str, object]
    scenario: Scenario | None = None


def read_me(title: str, origin: Origin, said: Iterator[tuple[str, object]]) -> BookSheet:
    """The first page: title, origin, what the document says once, and the sources."""
    rows: list[list[object]] = [
        [phrase(title)],
        [phrase(_ABOUT, version=version("forloeb"))],
        [],
        [key_in_words("written_on"), dt.datetime.now(tz=dt.UTC).date()],
        *([key_in_words(key), value] for key, value in origin.lines.items()),
        *([heading(key), value] for key, value in said if key not in origin.lines),
    ]
    if origin.scenario is not None:
        rows += [
            [],
            [key_in_words("sources_of_the_numbers"), key_in_words("numbers")],
            *_sources(origin.scenario),
        ]
    return BookSheet(sheet_name("read_me"), (), rows)


def _sources(scenario: Scenario) -> Iterator[list[object]]:
    """Each source, and how many numbers are from it, the most first."""
    named = Counter(row["source"] or key_in_words("not_said") for row in ledger_rows(scenario))
    for source, count in named.most_common():
        yield [source, count]


def source_sheet(scenario: Scenario) -> BookSheet:
    """Every number of the scenario with its source."""
    rows = [[_cell(dict(row)[key]) for key in _LEDGER] for row in ledger_rows(scenario)]
    return BookSheet(sheet_name("sources"), [key_in_words(key) for key in _LEDGER], rows)


def _cell(value: Any) -> object:  # noqa: ANN401 - a number, several, or text
    return "; ".join(map(str, value)) if isinstance(value, list) else value
