"""The old and the new structure of rates, both paying the same at the starting case mix.

Old: hours × price ÷ 7, and a fixed percentage on top that pays the basis costs. New: the basis
costs shared equally by place, and hours × price ÷ 7. With one percentage o for contracts of one
offer a rate's distance from the mean is divided by 1 + o: high rates fall, low rates rise. Pure
rules, in fractions; what the years make of them is in `reform.py`.

Source: Region Midtjylland, "Fra overhead til basis/service".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from sim.economics.reform.support_plan import service_rate
from sim.scenario.reform.plan_hours import exactly
from sim.scenario.schema.reform import ContractTable, OfferTable, ReformFile


class Structure(NamedTuple):
    """What rates are made of, at the price level of the old ones [DKK per day]."""

    hourly_price_dkk: Fraction
    overhead: dict[str, Fraction]  # by offer: share on top of the hours' price
    basis: dict[str, Fraction]  # by offer: basis rate
    cap: Fraction | None = None
    carried: Fraction = Fraction(0)  # what the cap cuts off, on every other rate

    def old_rate(self, offer: str, hours: Fraction) -> Fraction:
        """Rate with overhead as a percentage [DKK per day]."""
        return service_rate(hours, self.hourly_price_dkk) * (1 + self.overhead[offer])

    def new_rate(self, offer: str, hours: Fraction) -> Fraction:
        """Basis rate and service rate, no more than the cap [DKK per day]."""
        rate = self.basis[offer] + self.carried + service_rate(hours, self.hourly_price_dkk)
        return rate if self.cap is None else min(rate, self.cap)


def starting_structure(values: ReformFile) -> Structure:
    """Both structures, neutral in total for those who are enrolled before the reform."""
    price = exactly(values.reform.hourly_price_dkk)
    shared = _shared_equally(values)
    structure = Structure(price, _overhead(values, price), shared)
    cap = values.new.cap_dkk_per_day
    return structure if cap is None else _capped(structure, exactly(cap), values.contract)


def at_occupancy(structure: Structure, values: ReformFile) -> Structure:
    """The structure with basis rates at the budgeted occupancy, where there is one.

    Basis cost ÷ (places × occupancy × days): places that stand empty beyond it are nobody's.
    """
    occupancy = values.new.budgeted_occupancy
    if occupancy is None:
        return structure
    budgeted = {
        offer.name: exactly(offer.basis_cost_dkk_per_year)
        / (offer.places * exactly(occupancy) * values.reform.days)
        for offer in values.offer
    }
    return structure._replace(basis=budgeted)


def _shared_equally(values: ReformFile) -> dict[str, Fraction]:
    enrolled = contracts_by_offer(values.contract)
    return {
        offer.name: exactly(offer.basis_cost_dkk_per_year)
        / (len(enrolled[offer.name]) * values.reform.days)
        for offer in values.offer
    }


def _overhead(values: ReformFile, price: Fraction) -> dict[str, Fraction]:
    """Percentage of each offer, one for all, for an area or for itself [share]."""
    enrolled = contracts_by_offer(values.contract)
    among = values.old.one_overhead_for
    costs: dict[str, Fraction] = defaultdict(Fraction)
    service: dict[str, Fraction] = defaultdict(Fraction)
    for offer in values.offer:
        hours = total(exactly(of.hours_before) for of in enrolled[offer.name])
        costs[_pool(offer, among)] += exactly(offer.basis_cost_dkk_per_year)
        service[_pool(offer, among)] += service_rate(hours, price) * values.reform.days
    shares = {pool: cost / service[pool] if cost else cost for pool, cost in costs.items()}
    return {offer.name: shares[_pool(offer, among)] for offer in values.offer}


def _pool(offer: OfferTable, among: str) -> str:
    return {"offer": offer.name, "area": offer.area}.get(among, "")


def _capped(structure: Structure, cap: Fraction, contracts: Sequence[ContractTable]) -> Structure:
    """The cap, and what it cuts off laid on the other rates, the same amount a day.

    From the lowest rate up: with the k lowest below the cap, the amount is what is still missing
    from the total, divided by k; the right k is the one whose rates then stay below the cap.
    """
    rates = sorted(structure.new_rate(of.offer, exactly(of.hours_before)) for of in contracts)
    whole, below = total(rates), total(rates)
    for count in range(len(rates), 0, -1):
        carried = (whole - below - cap * (len(rates) - count)) / count
        if rates[count - 1] + carried <= cap:
            return structure._replace(cap=cap, carried=carried)
        below -= rates[count - 1]
    return structure._replace(cap=cap)


def contracts_by_offer(contracts: Iterable[ContractTable]) -> dict[str, list[ContractTable]]:
    """Contracts of each offer; none where it has none."""
    found: dict[str, list[ContractTable]] = defaultdict(list)
    for contract in contracts:
        found[contract.offer].append(contract)
    return found


def total(amounts: Iterable[Fraction]) -> Fraction:
    """Sum of fractions."""
    return sum(amounts, Fraction(0))
