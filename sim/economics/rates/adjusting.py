"""Rates brought to a given total, and rounded: what is lost, and who is to bear it.

Money here is expected money of the reported weeks [DKK]; `answer/tree.py` says it by the year.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account, Rates, account_revenue
from sim.economics.rates.paying import Place, written_rate
from sim.model.parameters import Floats
from sim.model.units import nearest

_MOST_TURNED: Final = 20

Priced = Mapping[Place, tuple[Account, Rates]]
"""Accounts and the rates that they are to be paid."""


def expected_revenue(account: Account, rates: Rates) -> float:
    """Mean of what an account is paid [DKK]."""
    return float(account_revenue(account, rates).mean())


def factor_to(total_dkk: float, priced: Priced) -> float:
    """Factor on all rates that makes the expected revenue a given total.

    Pay that no rate decides (own expected cost) is part of the total and is not scaled.
    """
    kept = sum(float(account.kept_pay_dkk.mean()) for account, _ in priced.values())
    paid = sum(expected_revenue(*each) for each in priced.values()) - kept
    return (total_dkk - kept) / paid if paid > 0.0 else math.nan


class Step(NamedTuple):
    """To what rates are rounded: as the tariff states them, before its indexation."""

    dkk: float
    indexed: Floats  # [P] by what the tariff multiplies them


def stated(rates: Rates, step: Step) -> Rates:
    """Rates as the tariff states them."""
    return Rates(*(each / step.indexed for each in rates))


def rounded(rates: Rates, step: Step) -> Rates:
    """Each rate to the nearest whole step; halves go up."""
    return Rates(
        *(
            step.indexed * np.array([_to_step(dkk, step.dkk) for dkk in each.tolist()])
            for each in stated(rates, step)
        )
    )


def _to_step(dkk: float, step_dkk: float) -> float:
    return written_rate(step_dkk * nearest(dkk / step_dkk))


def _other_way(dkk: float, step_dkk: float) -> float:
    """The whole step on the other side of a rate; the rate itself if it lies on one."""
    near = _to_step(dkk, step_dkk)
    if math.isclose(dkk, near):
        return near
    return written_rate(near + math.copysign(step_dkk, dkk - near))


def all_rounded(exact: Priced, step: Step, *, place_residue: bool) -> dict[Place, Rates]:
    """Rounded rates, with the residue placed or left where it falls."""
    if place_residue:
        return residue_placed(exact, step)
    return {place: rounded(rates, step) for place, (_, rates) in exact.items()}


class _Turn(NamedTuple):
    """One stated rate that could be rounded the other way, and what that adds to the revenue."""

    place: Place
    kind: str
    dates: list[int]
    dkk: float
    adds_dkk: float


def residue_placed(exact: Priced, step: Step) -> dict[Place, Rates]:
    """Rounded rates of which some are turned the other way, so that the total is nearest.

    Each rate is one of the two whole steps around its exact value. Of all combinations the one
    is taken whose expected revenue is nearest to the exact rates'; beyond `_MOST_TURNED` rates,
    only those that move the revenue most are turned.
    """
    found = {place: rounded(rates, step) for place, (_, rates) in exact.items()}
    turns = [turn for place, each in exact.items() for turn in _turns(place, each, step)]
    turns.sort(key=lambda turn: abs(turn.adds_dkk), reverse=True)
    residue = sum(
        expected_revenue(account, found[place]) - expected_revenue(account, rates)
        for place, (account, rates) in exact.items()
    )
    for turn in _nearest(turns[:_MOST_TURNED], residue):
        getattr(found[turn.place], turn.kind)[turn.dates] = turn.dkk * step.indexed[turn.dates]
    return found


def _nearest(turns: list[_Turn], residue_dkk: float) -> list[_Turn]:
    """The turns that together bring a residue nearest to nothing."""
    sums = np.array([residue_dkk])
    for turn in turns:
        sums = np.concatenate([sums, sums + turn.adds_dkk])
    best = int(np.argmin(np.abs(sums)))
    return [turn for n, turn in enumerate(turns) if best >> n & 1]


def _turns(place: Place, each: tuple[Account, Rates], step: Step) -> Iterator[_Turn]:
    """Turns of an account's rates; dates with one stated rate turn together."""
    account, rates = each
    bought = {
        "weekly_dkk": account.full_weeks,
        "late_weekly_dkk": account.late_weeks,
        "lump_sum_dkk": account.begun,
    }
    for kind, units in bought.items():
        weighed = step.indexed * units.mean(axis=0)
        by_date = [written_rate(dkk) for dkk in getattr(stated(rates, step), kind).tolist()]
        for dkk in dict.fromkeys(by_date):
            dates = [date for date, other in enumerate(by_date) if other == dkk]
            near, turned = _to_step(dkk, step.dkk), _other_way(dkk, step.dkk)
            adds = (turned - near) * float(weighed[dates].sum())
            if adds != 0.0:
                yield _Turn(place, kind, dates, turned, adds)
