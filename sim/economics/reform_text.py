"""A reform for a terminal: what changes in all, for each payer, and for the offers."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from sim.economics.indexation import paid_index, price_index
from sim.economics.offer_accounts import OfferAccount, offer_accounts
from sim.economics.reform import Reformed
from sim.economics.reform_tables import payer_rows
from sim.experiments.terminal import number, percent, printed, table

_COLUMNS = ("before", "after", "change", "structure", "plans", "indexation", "occupancy")


def reform_text(found: Reformed) -> str:
    """The reform as lines of text, as wide as they need to be."""
    accounts = offer_accounts(found)
    tables = (_payers(found), _offers(accounts))
    return "\n".join([_answer(found), *map(printed, tables), _end(found, accounts)])


def _answer(found: Reformed) -> str:
    *payers, total = payer_rows(found)
    change, structure, plans, indexation, occupancy = total[3:]
    fall, rise = (sum(sign * payer[3] > 0 for payer in payers) for sign in (-1, 1))
    payer_count = _counted(len(payers), "payer")
    contract_count = _counted(len(found.lines), "contract")
    parts = (
        f"structure {number(structure, 0)}, changed plans {number(plans, 0)}, "
        f"indexation {number(indexation, 0)}, occupancy {number(occupancy, 0)}"
    )
    said = [
        f"{found.values.title or found.filed.stem}: {contract_count}, {payer_count}",
        f"Change in the year: {number(change, 0)} DKK; {fall} fall, {rise} rise.",
        f"Of it by {parts}.",
    ]
    return "".join(f"{line}\n" for line in said)


def _counted(count: int, what: str) -> str:
    return f"{number(count, 0)} {what}{'' if count == 1 else 's'}"


def _payers(found: Reformed) -> Table:
    made = table("Payers, DKK in the year", ("payer", *_COLUMNS))
    *payers, total = payer_rows(found)
    for name, *money in payers:
        made.add_row(Text(name), *(number(dkk, 0) for dkk in money))
    made.add_section()
    made.add_row("total", *(number(dkk, 0) for dkk in total[1:]))
    return made


def _offers(accounts: Sequence[OfferAccount]) -> Table:
    columns = (
        *("area", "places", "contracts", "occupancy", "basis rate", "old percentage"),
        *("revenue", "cost", "deviation", "settled later"),
    )
    made = table("Offers, DKK in the year; basis rate a day", ("offer", *columns))
    for of in accounts:
        made.add_row(
            Text(of.offer),
            Text(of.area),
            *(number(of.places, 0), number(of.contracts, 0), percent(of.occupancy, 1)),
            *(number(of.basis_rate_dkk_per_day, 2), percent(of.overhead_share, 2)),
            *(number(of.revenue_dkk, 0), number(of.cost_dkk, 0), number(of.deviation_dkk, 0)),
            number(of.true_up_dkk, 0),
        )
    return made


def _end(found: Reformed, accounts: Sequence[OfferAccount]) -> str:
    indexation = found.values.indexation
    prices, paid = (float(of(indexation) - 1) for of in (price_index, paid_index))
    residue = number(found.rounding_residue_dkk, 0)
    said = [
        f"The before is lifted by {percent(prices, 1)}, rates were raised by {percent(paid, 1)}.",
        f"Rounding each contract alone would be off by {residue} DKK, placed where most was cut.",
    ]
    settled = sum(of.true_up_dkk for of in accounts)
    band = found.values.deficit_band
    if band is not None:
        year = found.values.reform.start.year + band.settled_after_years
        said.append(f"Beyond the deficit band, settled in {year}: {number(settled, 0)} DKK.")
    cap = found.structure.carried
    if found.structure.cap is not None:
        said.append(f"The cap lays {number(float(cap), 2)} DKK a day on the other rates.")
    return "".join(f"{line}\n" for line in said)
