"""Rates from records as the tariff of a scenario."""

from typing import Any

from sim.calibration.rates.documents import RecordRatesTree
from sim.calibration.town.numbers import nearest_level, six_digits
from sim.calibration.town.toml_text import tree_toml
from sim.model.terms import LEVELS


def record_rates_toml(tree: RecordRatesTree) -> str:
    """A `[tariff]` with each rate, its unit and where it is from."""
    by_course: dict[str, dict[int | None, float]] = {}
    for row in tree["rates"]:
        by_course.setdefault(row["course"], {})[row["level"]] = row["rate_dkk"]
    period = f"{tree['period']['first_day']}/{tree['period']['last_day']}"
    rates = {
        course: {
            "value": _value(of),
            "unit": "DKK per week",
            "source": "own records: whole courses, shrunk, budget-neutral",
            "status": "measured",
            "period": period,
        }
        for course, of in by_course.items()
    }
    return tree_toml({"tariff": {"kind": "course_rates", "weekly_dkk": rates}})


def _value(of: dict[int | None, float]) -> Any:  # noqa: ANN401 - TOML
    """One number, or one a level; a level that was not seen has that of the nearest."""
    if None in of:
        return six_digits(of[None])
    levels = {level: rate for level, rate in of.items() if level is not None}
    return [six_digits(levels[nearest_level(level, levels)]) for level in range(LEVELS)]
