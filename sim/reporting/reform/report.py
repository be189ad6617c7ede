"""One page for a reform of rates, in both languages, that opens offline.

The numbers are those of `forloeb reform --json` and of its CSV files, the sentences in
`words.py`, the drawing in `figures/payers.py`; `page/page.py` makes a page of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sim.economics.reform.offer_accounts import OfferAccount, offer_accounts
from sim.economics.reform.printed import printed_beside
from sim.economics.reform.reform import PARTS, Reformed, reform_tree
from sim.economics.reform.tables import amount_names, payer_rows
from sim.experiments.folder.storage import writing_to
from sim.experiments.ledger.rows import form_rows
from sim.reporting.figures.payers import MOST_ROWS, PART_NAMES, change_by_payer
from sim.reporting.page.download import Table, download
from sim.reporting.page.page import (
    REPORT,
    Body,
    Content,
    ContentsEntry,
    Parts,
    Said,
    page_in_both,
    part,
)
from sim.reporting.page.provenance import by_status, values_table
from sim.reporting.page.templating import environment
from sim.reporting.reform.payers import NAME, drawn, in_words_of
from sim.reporting.reform.rules import rules
from sim.reporting.reform.words import (
    basis_of,
    extremes_reading,
    made_of,
    moves_reading,
    offers_answer,
    paid_elsewhere_reading,
    payers_reading,
    printed_cell,
    reform_answer,
)
from sim.reporting.words.intervals import intervals_of_answer
from sim.reporting.words.language import Language, known
from sim.scenario.files.values import LedgerRow, ledger
from sim.scenario.forms import read_form
from sim.scenario.schema.reform import ReformFile
from sim.writing import made_folder, replace_text

AMOUNT_NAMES: Final = {
    "before_dkk": known("before"),
    "after_dkk": known("after"),
    "change_dkk": known("change"),
    **PART_NAMES,
    "moves_dkk": known("moves, of the plans"),
    "outside_rate_dkk": known("outside the rate"),
    "bill_dkk": known("after and outside"),
}
_NO_SOURCE: Final = ("contract", "printed", "inferred")
"""Tables of the file that are no numbers of the world, or too many to list."""


class PayerTableRow(NamedTuple):
    """A line of a table: a name and its cells, written."""

    name: str
    cells: list[str]


def write_reform_page(found: Reformed, folder: Path, *, language: str = "en") -> Path:
    """Write `report.html` of a reform into a folder.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    content = Content(partial(_parts, found), partial(_body, found))
    text, _ = page_in_both(content, language)
    with writing_to(folder):
        made_folder(folder)
        replace_text(text, folder / REPORT)
    return folder / REPORT


def _parts(found: Reformed, words: Language) -> Parts:
    """The figure, with its sentence and its numbers."""
    words = in_words_of(found, words)
    said = Said(NAME, words.say("Change for each payer"), payers_reading(MOST_ROWS, words))
    one = part(
        said,
        lambda shape: change_by_payer(drawn(found, words), words, shape),
        _payers_table(found),
        words,
    )
    return {one.name: one}


def _payers_table(found: Reformed) -> Table:
    return ("payer", *amount_names(found)), payer_rows(found)


def _body(found: Reformed, words: Language, parts: Parts) -> Body:
    """The page's content in one language."""
    words, accounts = in_words_of(found, words), offer_accounts(found)
    tree, values = reform_tree(found), form_rows(_sourced(found))
    text = (
        environment()
        .get_template("reform.html")
        .render(
            code=words.code,
            language=words,
            say=words.say,
            say_count=words.say_count,
            title=words.title(found.values.title) or found.filed.stem,
            file=found.filed.path.name,
            stem=found.filed.stem,
            answer=reform_answer(tree, words),
            how=basis_of(found, words),
            intervals=intervals_of_answer(words, is_exact=True),
            numbers=[_number(name, tree["total"], words) for name in PARTS],
            parts=parts,
            columns=[words.say(AMOUNT_NAMES[name]) for name in amount_names(found)],
            payers=[_payer_row(row, words) for row in tree["payers"]],
            total=_payer_row(tree["total"], words),
            moves=moves_reading(found, words),
            outside=paid_elsewhere_reading(found, words),
            offers=[_offer_row(of, words) for of in accounts],
            all_offers=_all_offers(accounts, words),
            offers_answer=offers_answer(accounts, found, words),
            extremes=extremes_reading(tree, words),
            rules=list(rules(found, words)),
            printed=list(_printed_rows(found, words)),
            inferred=[words.title(one) for one in found.values.inferred],
            values=values,
            values_csv=Markup(download(*values_table(values, words), words)),  # noqa: S704 -- encoded
            statuses=by_status(row["status"] for row in values),
        )
    )
    title = words.title(found.values.title) or found.filed.stem
    contents = [
        ContentsEntry("payers", words.say("Change for each payer")),
        ContentsEntry("offers", words.say("What it leaves the offers")),
        ContentsEntry("more", words.say("Everything else")),
    ]
    return Body(Markup(text), title, contents)  # noqa: S704 -- rendered with everything escaped


def _number(name: str, total: Mapping[str, Any], words: Language) -> dict[str, str]:
    label = words.say(PART_NAMES[name])
    return {
        "label": label[:1].upper() + label[1:],
        "value": words.signed_money(total[name]),
        "note": made_of(name, words),
    }


def _payer_row(row: Mapping[str, Any], words: Language) -> PayerTableRow:
    amounts = [row[name] for name in AMOUNT_NAMES if name in row]
    signed = [name not in _PAID for name in AMOUNT_NAMES if name in row]
    cells = [
        words.number(dkk, signed=is_signed) for dkk, is_signed in zip(amounts, signed, strict=True)
    ]
    payer = row.get("payer")
    return PayerTableRow(words.name(payer) if payer else words.say("All payers"), cells)


_PAID: Final = frozenset({"before_dkk", "after_dkk", "outside_rate_dkk", "bill_dkk"})


def _offer_row(of: OfferAccount, words: Language) -> PayerTableRow:
    counts = [words.number(of.places), words.number(of.contracts), words.percent(of.occupancy)]
    rates = [words.number(of.basis_rate_dkk_per_day, 2), words.percent(of.overhead_share)]
    money = [words.number(of.revenue_dkk), words.number(of.cost_dkk)]
    left = [words.number(dkk, signed=True) for dkk in (of.deviation_dkk, of.true_up_dkk)]
    return PayerTableRow(words.name(of.offer), [*counts, *rates, *money, *left])


def _all_offers(accounts: Sequence[OfferAccount], words: Language) -> PayerTableRow:
    """The row of all offers together."""
    places, contracts = sum(of.places for of in accounts), sum(of.contracts for of in accounts)
    taken = sum(of.places * of.occupancy for of in accounts)
    revenue, cost = sum(of.revenue_dkk for of in accounts), sum(of.cost_dkk for of in accounts)
    counts = [words.number(places), words.number(contracts), words.percent(taken / places)]
    money = [words.number(revenue), words.number(cost), words.number(revenue - cost, signed=True)]
    later = words.number(sum(of.true_up_dkk for of in accounts), signed=True)
    return PayerTableRow(words.say("All offers"), [*counts, "", "", *money, later])


def _printed_rows(found: Reformed, words: Language) -> Iterator[PayerTableRow]:
    for of in printed_beside(found):
        printed = [words.title(of.printed) or "", printed_cell(of.here, words)]
        yield PayerTableRow(words.title(of.what) or "", printed)


def _sourced(found: Reformed) -> tuple[LedgerRow, ...]:
    """Every number of the file as it was written, without its contracts."""
    read = read_form(found.filed.path, ReformFile)
    tree = {key: value for key, value in read.tree.items() if key not in _NO_SOURCE}
    return ledger(tree, read.spot, ReformFile)
