"""A reform for a terminal: what changes in all, for each payer, and for the offers."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.table import Table
from rich.text import Text

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.offer_accounts import OfferAccount, offer_accounts
from sim.economics.reform.printed import PrintedFigure, printed_beside
from sim.economics.reform.reform import (
    PARTS,
    Reformed,
    amounts,
    less_specialised,
    reform_tree,
    shown_amounts,
)
from sim.economics.reform.tables import amount_names, payer_rows
from sim.experiments.terminal import number, percent, printed, table

_COLUMNS: Final = {
    "before_dkk": "before",
    "after_dkk": "after",
    "change_dkk": "change",
    "structure_dkk": "structure",
    "plans_dkk": "plans",
    "indexation_dkk": "indexation",
    "occupancy_dkk": "occupancy",
    "moves_dkk": "moves, of plans",
    "outside_rate_dkk": "outside the rate",
    "bill_dkk": "after and outside",
}


def reform_text(found: Reformed) -> str:
    """The reform as lines of text, as wide as they need to be."""
    accounts = offer_accounts(found)
    tables = [_payers(found), _offers(accounts)]
    if found.values.printed:
        tables.append(_printed(found))
    return "\n".join([_answer(found), *map(printed, tables), _end(found, accounts)])


def _answer(found: Reformed) -> str:
    payers, said = reform_tree(found)["payers"], amounts(found.lines)
    structure, plans, indexation, occupancy = (number(said[name], 0) for name in PARTS)
    fall, rise = (sum(sign * payer["change_dkk"] > 0 for payer in payers) for sign in (-1, 1))
    payer_count = _counted(len(payers), "payer")
    contract_count = _counted(len(found.lines), "contract")
    parts = (
        f"structure {structure}, changed plans {plans}, "
        f"indexation {indexation}, occupancy {occupancy}"
    )
    lines = [
        f"{found.values.title or found.filed.stem}: {contract_count}, {payer_count}",
        f"Change in the year: {number(said['change_dkk'], 0)} DKK; {fall} fall, {rise} rise.",
        f"Made up of {parts}.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _counted(count: int, what: str) -> str:
    return f"{number(count, 0)} {what}{'' if count == 1 else 's'}"


def _payers(found: Reformed) -> Table:
    columns = (_COLUMNS[name] for name in amount_names(found))
    made = table("Payers, DKK in the year", ("payer", *columns))
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


def _printed(found: Reformed) -> Table:
    made = table("Printed in the source", ("", "printed", "here"))
    for of in printed_beside(found):
        made.add_row(
            Text(of.what), Text(of.printed), "" if of.here is None else written_figure(of.here)
        )
    return made


def written_figure(figure: PrintedFigure) -> str:
    """A figure as a terminal shows it."""
    if figure.day is not None:
        return figure.day.isoformat()
    if figure.unit == "share":
        return " + ".join(percent(value, 1) for value in figure.values)
    return " + ".join(number(value, 0) for value in figure.values)


def _end(found: Reformed, accounts: Sequence[OfferAccount]) -> str:
    indexation = found.values.indexation
    prices, paid = (float(of(indexation) - 1) for of in (price_index, paid_index))
    residue = number(found.rounding_residue_dkk, 0)
    higher = f"{'+' if prices > 0 else ''}{percent(prices, 1)}"
    rose = f"the rates rose by {percent(paid, 1)}"
    said = [
        f"Last year's figures are shown at this year's prices ({higher}); {rose}.",
        f"Rounding each contract by itself would be {residue} DKK off, placed where most was cut.",
    ]
    settled = sum(of.true_up_dkk for of in accounts)
    band = found.values.deficit_band
    if band is not None:
        year = found.values.reform.start.year + band.settled_after_years
        said.append(f"Beyond the deficit band, settled in {year}: {number(settled, 0)} DKK.")
    cap = found.structure.carried
    if found.structure.cap is not None:
        said.append(f"The cap adds {number(float(cap), 2)} DKK a day to the other rates.")
    said += [*_less_specialised(found), *_outside(found)]
    said += [f"Not printed, but inferred: {words}" for words in found.values.inferred]
    return "".join(f"{line}\n" for line in said)


def _less_specialised(found: Reformed) -> Iterator[str]:
    """Who could live in a less specialised offer, and whether there is a place."""
    if not found.has_moves:
        return
    of = less_specialised(found)
    residents = _counted(of["could_move"], "resident")
    could = "could not move" if found.moving.is_on else "could not move if moves were on"
    yield f"{residents} could live in a less specialised offer; {of['moved']} move."
    yield f"{of['for_want_of_places']} {could} in the year, because no place was free."
    saved, potential = number(of["saved_dkk"], 0), number(of["potential_dkk"], 0)
    yield f"Moves save {saved} DKK in the year; if each had a place at once, {potential}."


def _outside(found: Reformed) -> Iterator[str]:
    """What the payers pay elsewhere."""
    if found.has_outside:
        said = shown_amounts(found, found.lines)
        elsewhere, bill = number(said["outside_rate_dkk"], 0), number(said["bill_dkk"], 0)
        yield f"Health services and escorts outside the rate: {elsewhere} DKK; {bill} in all."
