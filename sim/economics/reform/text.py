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
from sim.scenario.worded import worded
from sim.words import known, phrase, phrase_count, spoken

_COLUMNS: Final = {
    "before_dkk": known("before"),
    "after_dkk": known("after"),
    "change_dkk": known("change"),
    "structure_dkk": known("structure"),
    "plans_dkk": known("plans"),
    "indexation_dkk": known("indexation"),
    "occupancy_dkk": known("occupancy"),
    "moves_dkk": known("moves, of plans"),
    "outside_rate_dkk": known("outside the rate"),
    "bill_dkk": known("after and outside"),
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
    payer_count = phrase_count("{count} payer", "{count} payers", len(payers))
    contract_count = phrase_count("{count} contract", "{count} contracts", len(found.lines))
    parts = phrase(
        "structure {structure}, changed plans {plans}, indexation {indexation}, occupancy "
        "{occupancy}",
        structure=structure,
        plans=plans,
        indexation=indexation,
        occupancy=occupancy,
    )
    lines = [
        f"{worded(found.values.title) or found.filed.stem}: {contract_count}, {payer_count}",
        phrase(
            "Change in the year: {change_dkk} DKK; {fall} fall, {rise} rise.",
            change_dkk=number(said["change_dkk"], 0),
            fall=fall,
            rise=rise,
        ),
        phrase("Made up of {parts}.", parts=parts),
    ]
    return "".join(f"{line}\n" for line in lines)


def _payers(found: Reformed) -> Table:
    columns = (_COLUMNS[name] for name in amount_names(found))
    made = table(phrase("Payers, DKK in the year"), (known("payer"), *columns))
    *payers, total = payer_rows(found)
    for name, *money in payers:
        made.add_row(Text(name), *(number(dkk, 0) for dkk in money))
    made.add_section()
    made.add_row(phrase("total"), *(number(dkk, 0) for dkk in total[1:]))
    return made


def _offers(accounts: Sequence[OfferAccount]) -> Table:
    columns = (
        *(
            known("area"),
            known("places"),
            known("contracts"),
            known("occupancy"),
            phrase("basis rate"),
            phrase("old percentage"),
        ),
        *(known("revenue"), known("cost"), known("deviation"), phrase("settled later")),
    )
    made = table(phrase("Offers, DKK in the year; basis rate a day"), (known("offer"), *columns))
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
    made = table(phrase("Printed in the source"), ("", known("printed"), known("here")))
    for of in printed_beside(found):
        made.add_row(
            Text(worded(of.what, spoken())),
            Text(worded(of.printed, spoken())),
            "" if of.here is None else written_figure(of.here),
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
    rose = phrase("the rates rose by {paid}", paid=percent(paid, 1))
    said = [
        phrase(
            "Last year's figures are shown at this year's prices ({higher}); {rose}.",
            higher=higher,
            rose=rose,
        ),
        phrase(
            "Rounding each contract by itself would be {residue} DKK off, placed where most was "
            "cut.",
            residue=residue,
        ),
    ]
    settled = sum(of.true_up_dkk for of in accounts)
    band = found.values.deficit_band
    if band is not None:
        year = found.values.reform.start.year + band.settled_after_years
        said.append(
            phrase(
                "Beyond the deficit band, settled in {year}: {settled} DKK.",
                year=year,
                settled=number(settled, 0),
            )
        )
    cap = found.structure.carried
    if found.structure.cap is not None:
        said.append(
            phrase("The cap adds {cap} DKK a day to the other rates.", cap=number(float(cap), 2))
        )
    said += [*_less_specialised(found), *_outside(found)]
    said += [
        phrase("Not printed, but inferred: {words}", words=worded(one, spoken()))
        for one in found.values.inferred
    ]
    return "".join(f"{line}\n" for line in said)


def _less_specialised(found: Reformed) -> Iterator[str]:
    """Who could live in a less specialised offer, and whether there is a place."""
    if not found.has_moves:
        return
    of = less_specialised(found)
    residents = phrase_count("{count} resident", "{count} residents", of["could_move"])
    yield phrase(
        "{residents} could live in a less specialised offer; {moved} move.",
        residents=residents,
        moved=of["moved"],
    )
    short = of["for_want_of_places"]
    if found.moving.is_on:
        yield phrase("{short} could not move in the year, because no place was free.", short=short)
    else:
        yield phrase(
            "{short} could not move if moves were on in the year, because no place was free.",
            short=short,
        )
    saved, potential = number(of["saved_dkk"], 0), number(of["potential_dkk"], 0)
    yield phrase(
        "Moves save {saved} DKK in the year; if each had a place at once, {potential}.",
        saved=saved,
        potential=potential,
    )


def _outside(found: Reformed) -> Iterator[str]:
    """What the payers pay elsewhere."""
    if found.has_outside:
        said = shown_amounts(found, found.lines)
        elsewhere, bill = number(said["outside_rate_dkk"], 0), number(said["bill_dkk"], 0)
        yield phrase(
            "Health services and escorts outside the rate: {elsewhere} DKK; {bill} in all.",
            elsewhere=elsewhere,
            bill=bill,
        )
