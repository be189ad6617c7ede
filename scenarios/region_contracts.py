# ruff: noqa: INP001 - a command beside its scenario, no package
"""Contracts of `region_midtjylland.toml`: synthetic, fitted to the table that was printed.

`python scenarios/region_contracts.py` writes `region_midtjylland.csv` beside it; the same seed
gives the same file. Printed is each payer's change. It is structure + changed plans + indexation,
and only the sum is known, so the split is made by rule. Contracts: by population in the region,
by the size of the line elsewhere. Indexation follows from the turnover. Structure takes the rest,
through payers whose citizens need more or fewer hours than the mean, as far as the same amount a
contract for all; beyond it plans have changed. One contract a payer carries the decimals that
make the sum exact.
"""

import csv
import math
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.reform import reform, reform_tree
from sim.economics.reform.whole_kroner import whole_kroner
from sim.scenario.forms import checked_form, read_form
from sim.scenario.reform.file import load_reform
from sim.scenario.schema.reform import ReformFile

FOLDER: Final = Path(__file__).parent
SCENARIO: Final = FOLDER / "region_midtjylland.toml"
CONTRACTS: Final = FOLDER / "region_midtjylland.csv"
PAYERS: Final = FOLDER / "region_payers.csv"
COLUMNS: Final = ("contract", "payer", "offer", "hours_before", "hours_after")

SEED: Final = 2025
OCCUPANCY: Final = 0.97
"""Share of the places that are taken. Source: assumption, within agreements' 93-99 %."""
OVERHEAD: Final = 0.25
"""Old percentage on the price of hours; the basis costs in the file give it. Assumption."""
SPREAD: Final = 0.5
"""Standard deviation of hours within a payer, of their mean. Assumption."""
LEAST_HOURS: Final = 12.0
"""Least mean of a payer's paid hours a week. Assumption."""
DKK_PER_CONTRACT: Final = 100_000
"""Outside the region one contract more for each such step of a line. Assumption."""
LARGEST_CUT: Final = 0.35
"""Largest change of one plan, of its hours. Assumption."""

_INHABITANTS: Final = """
Aarhus 370, Favrskov 50, Hedensted 48, Herning 90, Holstebro 59, Horsens 96, Ikast-Brande 43,
Lemvig 19, Norddjurs 37, Odder 24, Randers 100, Ringkøbing-Skjern 56, Samsø 4, Silkeborg 100,
Skanderborg 65, Skive 44, Struer 20, Syddjurs 44, Viborg 97
"""
THOUSAND_INHABITANTS: Final = {
    name: int(count)
    for name, count in (entry.strip().rsplit(maxsplit=1) for entry in _INHABITANTS.split(","))
}
"""The region's municipalities, rounded; only weights. Assumption (Statistics Denmark has them)."""


class Payer(NamedTuple):
    """A payer with its printed line, its contracts and what they are fitted to."""

    name: str
    change_dkk: int
    offers: list[str]  # of its contracts, one each
    service_dkk_per_day: float = 0.0  # of all its contracts, before
    plans_dkk: float = 0.0  # by changed plans, in the year


class Prices(NamedTuple):
    """What the fit needs to know of the scenario."""

    days: int
    hourly_dkk: float
    lifted: float  # price level of the before
    paid: float  # price level of the new rates
    basis: dict[str, float]  # by offer [DKK per day]

    @property
    def hour_dkk(self) -> float:
        """A weekly hour in the year, at the prices of the before [DKK]."""
        return self.hourly_dkk / 7 * self.days


def printed_changes() -> dict[str, int]:
    """The table as printed: change by payer [DKK]."""
    with PAYERS.open(encoding="utf-8", newline="") as opened:
        return {row["payer"]: int(row["change_dkk"]) for row in csv.DictReader(opened)}


def offers() -> ReformFile:
    """The scenario without its contracts: one at each offer instead."""
    read = read_form(SCENARIO, ReformFile)
    alone = [
        {"contract": name, "payer": "-", "offer": name, "hours_before": 1.0}
        for name in (offer["name"] for offer in read.tree["offer"])
    ]
    tree = {**read.tree, "contract": alone}
    return checked_form(SCENARIO, ReformFile, read._replace(tree=tree)).periods[0][1]


def taken(values: ReformFile) -> dict[str, int]:
    """Contracts of each offer."""
    return {offer.name: round(OCCUPANCY * offer.places) for offer in values.offer}


def prices_of(values: ReformFile) -> Prices:
    """Price levels, and basis rates when 97 % of the places are taken."""
    count, days = taken(values), values.reform.days
    basis = {of.name: of.basis_cost_dkk_per_year / count[of.name] / days for of in values.offer}
    lifted, paid = (float(of(values.indexation)) for of in (price_index, paid_index))
    return Prices(days, values.reform.hourly_price_dkk, lifted, paid, basis)


def counts(changes: dict[str, int], contracts: int) -> list[int]:
    """Contracts of each payer: by population in the region, by the size of the line elsewhere."""
    least = [1 + round(abs(change) / DKK_PER_CONTRACT) for change in changes.values()]
    names = [payer.removesuffix(" Kommune") for payer in changes]
    weights = [THOUSAND_INHABITANTS.get(name, 0) for name in names]
    free = contracts - sum(least)
    more = whole_kroner([Fraction(free * weight, sum(weights)) for weight in weights])
    return [own + added for own, added in zip(least, more, strict=True)]


def payers(values: ReformFile, draws: np.random.Generator) -> list[Payer]:
    """Every payer with its contracts, dealt out to the offers at random."""
    places = [name for name, count in taken(values).items() for _ in range(count)]
    dealt = [places[place] for place in draws.permutation(len(places))]
    changes = printed_changes()
    found = []
    for (name, change), count in zip(changes.items(), counts(changes, len(places)), strict=True):
        found.append(Payer(name, change, dealt[:count]))
        dealt = dealt[count:]
    return found


def fitted(all_payers: Sequence[Payer], prices: Prices) -> list[Payer]:
    """Service and plan changes of each payer, so that its change is the printed one.

    The largest fall by structure, the same amount a contract for all, is where the hours in all
    are those at which the basis costs are the assumed share.
    """
    wanted = sum(prices.basis[of] for payer in all_payers for of in payer.offers) / OVERHEAD
    low, high = 0.0, 1e7
    for _ in range(200):
        middle = (low + high) / 2
        reached = sum(_fit(payer, prices, middle).service_dkk_per_day for payer in all_payers)
        low, high = (middle, high) if reached < wanted else (low, middle)
    return [_fit(payer, prices, high) for payer in all_payers]


def _fit(payer: Payer, prices: Prices, largest_fall_dkk: float) -> Payer:
    """Service that explains the line without plans, within bounds; plans take what is left."""
    count, days = len(payer.offers), prices.days
    basis = sum(prices.basis[of] for of in payer.offers)
    slope = days * (prices.lifted * (1 + OVERHEAD) - prices.paid)
    service = (prices.paid * days * basis - payer.change_dkk) / slope
    most = (basis + largest_fall_dkk * count / (prices.lifted * days)) / OVERHEAD
    service = min(max(service, count * LEAST_HOURS * prices.hourly_dkk / 7), most)
    missing = payer.change_dkk - (prices.paid * days * basis - slope * service)
    plans = missing * prices.lifted / prices.paid
    return payer._replace(service_dkk_per_day=service, plans_dkk=plans)


def hours_before(payer: Payer, prices: Prices, draws: np.random.Generator) -> list[float]:
    """Paid hours of a payer's contracts, in half hours but for the largest."""
    wanted = payer.service_dkk_per_day * 7 / prices.hourly_dkk
    sigma = math.sqrt(math.log(1 + SPREAD**2))
    drawn = draws.lognormal(0.0, sigma, len(payer.offers))
    halves = [max(2, round(2 * wanted * one / drawn.sum())) / 2 for one in drawn]
    largest = int(np.argmax(halves))
    halves[largest] += round(wanted - sum(halves), 2)
    return [round(one, 2) for one in halves]


def hours_after(payer: Payer, before: Sequence[float], prices: Prices) -> list[float]:
    """The same hours, with the largest plans changed until the payer's changes are reached."""
    left = payer.plans_dkk / prices.hour_dkk / prices.lifted
    after = list(before)
    for place in sorted(range(len(before)), key=lambda place: -before[place]):
        if abs(left) < 1:
            break
        most = LARGEST_CUT * before[place]
        step = round(2 * min(max(left, -most), most)) / 2
        after[place] += step
        left -= step
    return after


def table(values: ReformFile) -> list[list[str | float]]:
    """Rows of the CSV, before the last decimals."""
    draws = np.random.Generator(np.random.Philox(SEED))
    prices = prices_of(values)
    rows: list[list[str | float]] = []
    for payer in fitted(payers(values, draws), prices):
        before = hours_before(payer, prices, draws)
        after = hours_after(payer, before, prices)
        for of, old, new in zip(payer.offers, before, after, strict=True):
            rows.append([f"{len(rows) + 1:04d}", payer.name, of, old, round(new, 2)])
    return rows


def write(rows: Sequence[Sequence[str | float]]) -> None:
    """Write the CSV; hours that do not change are left out."""
    with CONTRACTS.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([*row[:4], "" if row[4] == row[3] else row[4]] for row in rows)


def settled(rows: list[list[str | float]], prices: Prices) -> bool:
    """One round of the last decimals; whether every payer's change is the printed one."""
    write(rows)
    found = reform_tree(reform(load_reform(SCENARIO)))["payers"]
    change = {row["payer"]: row["change_dkk"] for row in found}
    is_exact = True
    for payer, wanted in printed_changes().items():
        missing = wanted - change[payer]
        is_exact = is_exact and missing == 0
        row = max((row for row in rows if row[1] == payer), key=lambda row: float(row[3]))
        row[4] = round(float(row[4]) + missing / (prices.hour_dkk * prices.paid), 5)
    return is_exact


def main() -> int:
    """Write the contracts; 0 when every line is the printed one."""
    values = offers()
    rows, prices = table(values), prices_of(values)
    is_exact = any(settled(rows, prices) for _ in range(20))
    lines = "every" if is_exact else "not every"
    print(f"{CONTRACTS}: {len(rows)} contracts, {lines} line as printed")  # noqa: T201 - its answer
    return 0 if is_exact else 1


if __name__ == "__main__":
    sys.exit(main())
