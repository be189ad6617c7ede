"""What an hour costs and what is paid, where the mapping does not say it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.calibration.fits.estimate import Estimated, positive
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.records import Records
from sim.calibration.town.need import NeedFound
from sim.calibration.town.numbers import Writer, nearest_level, six_digits
from sim.model.terms import LEVELS
from sim.words import phrase


def hour_prices(records: Records, services: list[str], write: Writer) -> dict[str, Any]:
    """Cost of an hour by service: cost of the accounts over their hours, the same for all.

    Raises
    ------
    RecordsError
        When neither the mapping nor the accounts say what an hour costs.
    """
    said = records.mapping.values.scenario.get("prices")
    if isinstance(said, dict):
        return said
    pairs = [
        (row.amounts["cost_dkk"], row.amounts["hours"])
        for row in records.accounts
        if row.amounts.get("cost_dkk") is not None and row.amounts.get("hours")
    ]
    if not pairs:
        what = phrase("nothing says what an hour costs")
        remedy = phrase("add [scenario.prices] to it, or [accounts] with cost_dkk and hours")
        raise RecordsError([RecordFault(records.mapping.path.name, 0, "", what, remedy)])
    number = write.number(_price(np.array(pairs, float)), "DKK per hour")
    return {"cost_per_hour_dkk": dict.fromkeys(services, number)}


def _price(pairs: np.ndarray[Any, Any]) -> Estimated:
    cost, hours = pairs.T
    value = float(cost.sum() / hours.sum())
    residual = cost - value * hours
    error = float(np.sqrt((residual**2).sum() * len(cost) / max(len(cost) - 1, 1)) / cost.sum())
    return positive(value, error, len(cost))


def town_tariff(
    records: Records, need: Mapping[str, NeedFound], cost: dict[str, Any], write: Writer
) -> tuple[dict[str, Any], bool]:
    """The tariff as the mapping says it, or rates that pay what care costs; whether it is said."""
    said = records.mapping.values.scenario.get("tariff")
    if isinstance(said, dict):
        return said, True
    per_hour = cost.get("cost_per_hour_dkk", {})
    rates = {
        course: _what_care_costs(of, per_hour, write)
        for course, of in need.items()
        if course not in records.hospitals
    }
    return {"kind": "course_rates", "weekly_dkk": rates}, False


def _what_care_costs(of: NeedFound, per_hour: dict[str, Any], write: Writer) -> dict[str, Any]:
    levels = range(LEVELS) if write.is_by_level else [0]
    each = [
        six_digits(
            sum(
                by_level[nearest_level(level, by_level)].value
                * plain_price(per_hour.get(service, 0.0))
                for service, by_level in of.hours.items()
            )
        )
        for level in levels
    ]
    return {
        "value": each if write.is_by_level else each[0],
        "unit": "DKK per week",
        "source": "what the care costs; the mapping says no tariff",
        "status": "assumed",
    }


def plain_price(price: Any) -> float:  # noqa: ANN401 - as a scenario has it
    """A price as one number: by time of day, the mean of the times."""
    if isinstance(price, dict):
        if "value" in price:
            return plain_price(price["value"])
        return float(np.mean([plain_price(one) for one in price.values()])) if price else 0.0
    if isinstance(price, list):
        return plain_price(price[0]) if price else 0.0
    return float(price)
