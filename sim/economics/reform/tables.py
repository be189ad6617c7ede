"""A reform's rows, for the terminal and for CSV files: payers, contracts and offers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.economics.reform.offer_accounts import OfferAccount, offer_accounts
from sim.economics.reform.reform import ContractLine, Reformed, reform_tree, shown_amounts
from sim.experiments.csv_text import csv_text
from sim.experiments.folder.storage import json_text, writing_to
from sim.writing import made_folder, replace_text

FILES: Final = ("reform.json", "payers.csv", "contracts.csv", "offers.csv")

_CONTRACT: Final = ("contract", "payer", "offer", "hours_before", "hours_after")
_RATES: Final = ("old_rate_dkk_per_day", "new_rate_dkk_per_day")

Rows = Iterator[Sequence[Any]]


class ReformRows(NamedTuple):
    """A table of a reform: its name, columns and rows."""

    name: str
    columns: Sequence[str]
    rows: Rows


def reform_tables(found: Reformed) -> tuple[ReformRows, ...]:
    """Payers with their total, contracts, and offers."""
    contract = (*_CONTRACT, *_moves(found), *_RATES, *amount_names(found))
    return (
        ReformRows("payers", ("payer", *amount_names(found)), payer_rows(found)),
        ReformRows("contracts", contract, _contract_rows(found)),
        ReformRows("offers", OfferAccount._fields, iter(offer_accounts(found))),
    )


def write_tables(found: Reformed, folder: Path) -> list[Path]:
    """Write what `--json` says, and payers, contracts and offers as CSV."""
    with writing_to(folder):
        made_folder(folder)
        texts = (
            json_text(reform_tree(found)),
            *(csv_text(table.columns, table.rows) for table in reform_tables(found)),
        )
        for name, text in zip(FILES, texts, strict=True):
            replace_text(text, folder / name)
    return [folder / name for name in FILES]


def amount_names(found: Reformed) -> tuple[str, ...]:
    """Amounts that are told of every payer, in the order of the tables."""
    return tuple(shown_amounts(found, found.lines))


def payer_rows(found: Reformed) -> Rows:
    """Every payer by name, the total last, without a name."""
    tree = reform_tree(found)
    for payer in tree["payers"]:
        yield list(payer.values())
    yield ["", *tree["total"].values()]


def _moves(found: Reformed) -> tuple[str, ...]:
    """Columns of those who could live elsewhere, where there are such."""
    return ("could_live_in", "moved_on") if found.has_moves else ()


def _contract_rows(found: Reformed) -> Rows:
    for line in found.lines:
        of = line.contract
        hours_after = of.hours_before if of.hours_after is None else of.hours_after
        named = of.contract, of.payer, of.offer, of.hours_before, hours_after
        moved = (of.could_live_in, found.moving.moved.get(of.contract)) if found.has_moves else ()
        yield [*named, *moved, *_rates(line), *shown_amounts(found, [line]).values()]


def _rates(line: ContractLine) -> tuple[str, str]:
    """Rates of the first day with øre."""
    return f"{float(line.old_rate):.2f}", f"{float(line.new_rate):.2f}"
