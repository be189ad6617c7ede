"""What care costs, in øre."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np

from sim.model.parameters import Floats, Ints, Prices
from sim.model.terms import (
    BEARERS,
    HOME_CARE,
    LEVELS,
    MUNICIPALITY,
    OUTSIDE,
    OUTSIDE_DAYS,
    OUTSIDE_HOURS,
    OUTSIDE_NEEDS,
    REGION,
    SERVICES,
    TIMES,
)
from sim.model.units import ORE_PER_DKK
from sim.scenario.arrays.demand import practical_share, time_shares
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.teams import alike
from sim.scenario.schema.scenario import Values


def prices(periods: Sequence[Values]) -> Prices:
    """What care costs, by service and time, and outside the rate."""
    borne = each(periods, _borne_shares)
    return Prices(
        ore_per_hour=np.concatenate(each(periods, partial(_per_hour, alike(periods).first))),
        outside_ore=each(periods, _outside_per_unit),
        hospital_ore_per_day=each(periods, lambda v: _ore(v.prices.outside.hospital_day_dkk)),
        nursing_home_ore_per_day=each(
            periods, lambda v: _ore(v.prices.outside.nursing_home_day_dkk)
        ),
        borne_share=borne,
        bearing=_bearing(borne),
    )


def _ore(dkk: float | None) -> float:
    return ORE_PER_DKK * (dkk or 0.0)


def _per_hour(teams: Sequence[str], values: Values) -> Floats:
    """Prices of the teams of these names: their own, else those of every team, [F, L, S, D]."""
    own = {team.name: team.cost_per_hour_dkk for team in values.team}
    each_own = [{**values.prices.cost_per_hour_dkk, **own[team]} for team in teams]
    of_all = np.array(
        [[_by_time(given.get(service, 0.0)) for service in SERVICES] for given in each_own]  # type: ignore[call-overload]
    )
    prices = np.repeat(of_all[:, np.newaxis], LEVELS, axis=1)
    practical = practical_at(values)
    if values.practical_help is not None:
        own_price: Floats = np.array(_by_time(values.practical_help.cost_per_hour_dkk))  # type: ignore[arg-type]
        personal = prices[:, :, HOME_CARE]
        prices[:, :, HOME_CARE] = personal + practical * (own_price - personal)
    return np.asarray(prices)


def practical_at(values: Values) -> Floats:
    """Share of the home care at each time of day that is practical help, array [L, D]."""
    given, times = values.practical_help, time_shares(values)[:, HOME_CARE]
    if given is None:
        return np.zeros_like(times)
    by_time = np.array([1.0 - given.evening - given.weekend, given.evening, given.weekend])
    practical = practical_share(values)[:, np.newaxis] * by_time
    at_times: Floats = np.divide(practical, times, out=np.zeros_like(times), where=times > 0)
    return at_times


def _by_time(price: float | Mapping[str, float]) -> list[float]:
    """Price at each time of day; a bare number holds at all."""
    by_time = price if isinstance(price, Mapping) else dict.fromkeys(TIMES, price)
    return [_ore(dkk) for dkk in entries(by_time, TIMES)]


PRICE_KEYS: Final = {
    **{kind: f"{kind}_hour_dkk" for kind in OUTSIDE_HOURS},
    **{kind: f"{kind}_day_dkk" for kind in (*OUTSIDE_DAYS, "hospital", "nursing_home")},
}
"""Key of the price of each account in `[prices.outside]`; the clinic has a table of its own."""

BORNE_BY: Final = dict.fromkeys(OUTSIDE, MUNICIPALITY) | {"hospital": REGION}
"""Who bears an account where the scenario does not say it.

Source: the municipalities' co-financing of hospitals is frozen since 2019 and abolished with a
transition in 2027-28, so one more day costs the region (dataproces.dk); the rest: assumption.
"""


def _outside_per_unit(values: Values) -> list[float]:
    return [_ore(getattr(values.prices.outside, PRICE_KEYS[need])) for need in OUTSIDE_NEEDS]


def _borne_shares(values: Values) -> Floats:
    """Share of each account that each bearer bears, array [A, R]."""
    said, shares = values.prices.outside.bearers, np.zeros((len(OUTSIDE), len(BEARERS)))
    for place, account in enumerate(OUTSIDE):
        shares[place, BORNE_BY[account]] = 1.0
        if (given := said.get(PRICE_KEYS.get(account, ""))) is not None:
            shares[place] = entries(given, BEARERS)
    return shares


def _bearing(shares: Floats) -> Ints:
    """The same number for periods with the same shares, array [P]."""
    return np.unique(shares.reshape(len(shares), -1), axis=0, return_inverse=True)[1].reshape(-1)
