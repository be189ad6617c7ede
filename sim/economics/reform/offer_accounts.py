"""What a reform's year leaves each offer: revenue, cost, deviation, and what is settled later.

Costs follow need, not what is paid: basis costs and their interest for the whole year, hours as
they are needed, both at the prices at which the year before is shown. What lies beyond the deficit
band is settled in the rates some years on; what lies within is the offer's own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from sim.economics.reform.contract_year import Lived
from sim.economics.reform.plan_changes import days_at, hours_inside, need_span
from sim.economics.reform.reform import Reformed
from sim.economics.reform.structure import contracts_by_offer, total
from sim.economics.reform.support_plan import service_rate
from sim.economics.reform.whole_kroner import nearest_krone
from sim.scenario.reform.plan_hours import exactly
from sim.scenario.schema.reform import BandTable, OfferTable


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
        for name, dkk in line.after_by_offer.items():
            revenue[name] = revenue.get(name, 0) + dkk
    return [_account(found, offer, revenue[offer.name]) for offer in found.values.offer]


def contract_true_up(deviation_dkk: int, cost_dkk: int, band: BandTable | None) -> int:
    """What lies beyond the band and goes back to the payers, or is asked of them [DKK].

    A surplus gives a negative one. Without a band nothing is settled.
    Source: assumption (±5 %, settled by year t + 2).
    """
    if band is None:
        return 0
    kept = nearest_krone(exactly(band.share) * cost_dkk)
    beyond = max(0, abs(deviation_dkk) - kept)
    return -beyond if deviation_dkk > 0 else beyond


def _account(found: Reformed, offer: OfferTable, revenue: int) -> OfferAccount:
    values = found.values
    stays = list(_stays(found, offer.name))
    cost = nearest_krone(_cost(found, offer, stays))
    band = values.deficit_band
    beyond = contract_true_up(revenue - cost, cost, band)
    return OfferAccount(
        offer.name,
        offer.area,
        offer.places,
        len(contracts_by_offer(values.contract)[offer.name]),
        _occupancy(found, offer, stays),
        float(found.structure.basis[offer.name]),
        float(found.structure.overhead[offer.name]),
        revenue,
        cost,
        revenue - cost,
        beyond,
        values.reform.start.year + band.settled_after_years if band and beyond else None,
    )


def _stays(found: Reformed, offer: str) -> Iterator[Lived]:
    """Days of citizens in an offer, by part of the year, at the hours that they need."""
    start = found.values.reform.start
    for line in found.lines:
        need = need_span(line.contract, start)
        for stay in (stay for stay in line.course.stays if stay.offer == offer):
            for part in found.parts:
                days = days_at(line.contract, need, part.stretch.within(stay.span))
                yield Lived(line.contract, offer, days, part)


def _occupancy(found: Reformed, offer: OfferTable, stays: Sequence[Lived]) -> float:
    """Days in a place, of the days of all places [share]."""
    days = sum(sum(stay.days) for stay in stays)
    return days / (offer.places * sum(part.stretch.days for part in found.parts))


def _cost(found: Reformed, offer: OfferTable, stays: Sequence[Lived]) -> Fraction:
    """Basis costs of the whole year, and the hours that are needed inside the rate [DKK]."""
    basis = exactly(offer.basis_cost_dkk_per_year) / found.values.reform.days
    interest = exactly(offer.interest_change_dkk_per_year)
    fixed = total(part.prices * part.stretch.days * basis for part in found.parts)
    price = found.structure.hourly_price_dkk
    return interest + fixed + total(_service(stay, price) for stay in stays)


def _service(stay: Lived, hourly_price_dkk: Fraction) -> Fraction:
    """Cost of the hours that a citizen needs in a stay, at the prices of the before [DKK]."""
    inside = hours_inside(stay.of, stay.part.stretch.values)
    needed = (
        days * service_rate(hours, hourly_price_dkk)
        for days, hours in zip(stay.days, inside, strict=True)
    )
    return stay.part.prices * total(needed)
