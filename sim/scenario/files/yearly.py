"""What compounds from year to year: the indexation of a tariff.

A value by date is a level. `tariff.indexation_per_year` is a rise, taken on every 1 January after
the first day; the periods of a scenario hold the level that all of them make of it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from sim.scenario.schema.quantities import MAX_WEEKS
from sim.scenario.schema.scenario import Values

_PER_YEAR: Final = "indexation_per_year"
_MOST_YEARS: Final = MAX_WEEKS // 52

Period = tuple[dt.date, Values]


def new_years(tree: dict[str, Any], start: dt.date, end: dt.date) -> set[dt.date]:
    """Days within a run on which the tariff's amounts rise; none where it has no yearly rise."""
    tariff = tree.get("tariff")
    if not isinstance(tariff, dict) or _PER_YEAR not in tariff:
        return set()
    last = min(end.year, start.year + _MOST_YEARS)
    years = (dt.date(year, 1, 1) for year in range(start.year + 1, last + 1))
    return {day for day in years if start < day < end}


def compounded(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods whose `indexation_share` is the level on that date, the years' rises included.

    (1 + share) x the product of (1 + rise) over the new years so far - 1; the rise of a year is
    the one that holds on its 1 January.
    """
    level, found = 1.0, []
    for number, (day, values) in enumerate(periods):
        if number > 0 and (day.month, day.day) == (1, 1):
            level *= 1.0 + values.tariff.indexation_per_year
        found.append((day, _at_level(values, level) if level != 1.0 else values))
    return tuple(found)


def _at_level(values: Values, level: float) -> Values:
    share = (1.0 + values.tariff.indexation_share) * level - 1.0
    tariff = values.tariff.model_copy(update={"indexation_share": share})
    return values.model_copy(update={"tariff": tariff})
