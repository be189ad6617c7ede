"""What care costs, in øre."""

from collections.abc import Mapping, Sequence

from sim.model.parameters import Prices
from sim.model.terms import OUTSIDE_HOURS, SERVICES, TIMES
from sim.model.units import ORE_PER_DKK
from sim.scenario.arrays.periods import each, entries
from sim.scenario.schema.scenario import Values


def prices(periods: Sequence[Values]) -> Prices:
    """What care costs, by service and time, and outside the rate."""
    return Prices(
        ore_per_hour=each(periods, _per_hour),
        outside_ore_per_hour=each(periods, _outside_per_hour),
        hospital_ore_per_day=each(periods, lambda v: _ore(v.prices.outside.hospital_day_dkk)),
        nursing_home_ore_per_day=each(
            periods, lambda v: _ore(v.prices.outside.nursing_home_day_dkk)
        ),
    )


def _ore(dkk: float | None) -> float:
    return ORE_PER_DKK * (dkk or 0.0)


def _per_hour(values: Values) -> list[list[float]]:
    given = values.prices.cost_per_hour_dkk
    return [_by_time(given.get(service, 0.0)) for service in SERVICES]  # type: ignore[call-overload]


def _by_time(price: float | Mapping[str, float]) -> list[float]:
    """Price at each time of day; a bare number holds at all."""
    by_time = price if isinstance(price, Mapping) else dict.fromkeys(TIMES, price)
    return [_ore(dkk) for dkk in entries(by_time, TIMES)]


def _outside_per_hour(values: Values) -> list[float]:
    return [_ore(getattr(values.prices.outside, f"{kind}_hour_dkk")) for kind in OUTSIDE_HOURS]
