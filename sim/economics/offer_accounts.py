"""What a reform's year leaves each offer: revenue, cost, deviation, and what is settled later.

Costs follow need, not what is paid: basis costs and their interest for the whole year, hours as
they are needed, both at the prices that the before is lifted to. What lies beyond the deficit
band is settled in the rates some years on; what lies within is the offer's own.
"""

from fractions import Fraction
from typing import NamedTuple

from sim.economics.plan_changes import Stretch, days_at, hours, need_span, year_of
from sim.economics.rate_structure import contracts_by_offer, total
from sim.economics.reform import Reformed, price_index
from sim.economics.support_plan import exactly, service_rate
from sim.economics.whole_kroner import nearest_krone
from sim.scenario.schema.reform import Band, Contract, Offer


class OfferAccount(NamedTuple):
    """An offer's year [DKK]."""

    offer: str
    area: str
    places: int
    contracts: int
    occupancy: float
    basis_rate_dkk_per_day: float
    overhead_share: float
    revenue_dkk: int
    cost_dkk: int
    deviation_dkk: int
    true_up_dkk: int
    settled_in: int | None


def offer_accounts(found: Reformed) -> list[OfferAccount]:
    """Every offer's account, in the order of the file."""
    revenue: dict[str, int] = {}
    for line in found.lines:
        name = line.contract.offer
        revenue[name] = revenue.get(name, 0) + line.steps.after
    return [_account(found, offer, revenue[offer.name]) for offer in found.values.offer]


def true_up(deviation_dkk: int, cost_dkk: int, band: Band | None) -> int:
    """What lies beyond the band and goes back to the payers, or is asked of them [DKK].

    A surplus gives a negative one. Without a band nothing is settled.
    Source: assumption (evidence/README: ±5 %, settled by year t + 2).
    """
    if band is None:
        return 0
    kept = nearest_krone(exactly(band.share) * cost_dkk)
    beyond = max(0, abs(deviation_dkk) - kept)
    return -beyond if deviation_dkk > 0 else beyond


def _account(found: Reformed, offer: Offer, revenue: int) -> OfferAccount:
    values = found.values
    contracts = contracts_by_offer(values.contract)[offer.name]
    year = year_of(found.filed)
    cost = nearest_krone(_cost(found, offer, contracts, year))
    band = values.deficit_band
    beyond = true_up(revenue - cost, cost, band)
    return OfferAccount(
        offer.name,
        offer.area,
        offer.places,
        len(contracts),
        _occupancy(offer, contracts, year),
        float(found.structure.basis[offer.name]),
        float(found.structure.overhead[offer.name]),
        revenue,
        cost,
        revenue - cost,
        beyond,
        values.reform.start.year + band.settled_after_years if band and beyond else None,
    )


def _occupancy(offer: Offer, contracts: list[Contract], year: list[Stretch]) -> float:
    """Days in a place, of the days of all places [share]."""
    start = year[0].span.first
    days = sum(sum(days_at(of, need_span(of, start), part)) for of in contracts for part in year)
    return days / (offer.places * sum(part.days for part in year))


def _cost(
    found: Reformed, offer: Offer, contracts: list[Contract], year: list[Stretch]
) -> Fraction:
    basis = exactly(offer.basis_cost_dkk_per_year) / found.values.reform.days
    price = found.structure.hourly_price_dkk
    cost = exactly(offer.interest_change_dkk_per_year)
    for part in year:
        service = total(_service(of, part, price, year[0]) for of in contracts)
        cost += price_index(part.values.indexation) * (part.days * basis + service)
    return cost


def _service(of: Contract, part: Stretch, price: Fraction, first: Stretch) -> Fraction:
    """Cost of the hours that a citizen needs in a stretch [DKK]."""
    days = days_at(of, need_span(of, first.span.first), part)
    before, after = hours(of)
    return days.before * service_rate(before, price) + days.after * service_rate(after, price)
