"""Offers and payers for a terminal, if there are any: places, queues and what each payer pays."""

from collections.abc import Callable, Iterator

from rich.table import Table
from rich.text import Text

from sim.experiments.comparison.paired import Paired
from sim.experiments.terminal import (
    ABSENT,
    OF_MEAN,
    OF_RUNS,
    Tree,
    amount_range,
    money,
    number,
    percent,
    table,
)
from sim.words import known, phrase

_OFFERS = (
    known("offer"),
    known("places"),
    known("occupancy"),
    known("waiting"),
    known("weeks of wait"),
    known("wait at all"),
    known("over 28 days"),
    known("give up a year"),
)
_BASIS = known("basis cost")
_SETTLED_OVER = known("Yardstick, over {weeks} weeks; DKK to the team")
_YARDSTICK = (known("team"), known("mean"), OF_MEAN)
_PAYS_BACK = known("pays back")
_PAYERS = (known("payer"), known("citizens"), known("revenue"), known("DKK a day"))


def offer_tables(summary: Tree) -> Iterator[Table]:
    """A table of the offers and one of the payers."""
    if offers := summary.get("offers"):
        yield _offers(offers, summary["weeks"])
    if payers := summary.get("payers"):
        yield _payers(payers, summary["weeks"])
    if settled := summary.get("yardstick"):
        yield _settled(settled, summary["weeks"])


def _offers(offers: list[Tree], weeks: int) -> Table:
    has_basis = any("basis_cost_dkk" in offer for offer in offers)
    title = (
        phrase("Offers, over {weeks} weeks; money in DKK", weeks=weeks)
        if has_basis
        else phrase("Offers, over {weeks} weeks", weeks=weeks)
    )
    made = table(title, (*_OFFERS, *((_BASIS,) if has_basis else ())))
    for offer in offers:
        cells = [
            number(offer["places"], 0 if offer["places"].is_integer() else 1),
            percent(offer["occupancy"]["mean"], 1),
            number(offer["waiting"]["mean"], 1),
            number(offer["wait_weeks"]["mean"], 1),
            *(percent(share["mean"], 1) for share in _longer(offer)),
            number(offer["gave_up_per_year"]["mean"], 1),
        ]
        if has_basis:
            basis = offer.get("basis_cost_dkk")
            cells.append(money(basis["mean"], 1) if basis else ABSENT)
        made.add_row(Text(offer["team"]), *cells)
    return made


def _longer(offer: Tree) -> list[Tree]:
    """Who waits at all and over four weeks; unknown in the summary of an older version."""
    unknown = {"mean": None}
    return [offer.get(f"wait_over_{days}_days_share", unknown) for days in (0, 28)]


def _payers(payers: list[Tree], weeks: int) -> Table:
    made = table(phrase("Payers, over {weeks} weeks; money in DKK", weeks=weeks), _PAYERS)
    for payer in payers:
        made.add_row(
            Text(payer["payer"]),
            number(payer["citizens"]["mean"], 1),
            money(payer["revenue_dkk"]["mean"], 1),
            money(payer["rate_dkk_per_day"]["mean"], 1),
        )
    return made


def _settled(settled: list[Tree], weeks: int) -> Table:
    """Who pays whom: above 0 the municipality pays the team, below 0 the team pays back."""
    title = phrase(_SETTLED_OVER, weeks=weeks)
    has_runs = any("runs" in row["settled_dkk"] for row in settled)
    made = table(title, (*_YARDSTICK, *((OF_RUNS,) if has_runs else ()), _PAYS_BACK))
    for row in settled:
        paid, back = row["settled_dkk"], row["pays_back_probability"]["mean"]
        cells = [money(paid["mean"], 1), _span(paid)]
        if has_runs:
            cells.append(_span(paid.get("runs")))
        made.add_row(Text(row["team"]), *cells, percent(back, 0))
    return made


def _span(of: Tree | None) -> str:
    return ABSENT if of is None or of["low"] is None else amount_range(of["low"], of["high"], 1)


# Compared


Written = Callable[[float | None], str]
Compared = tuple[str, Paired, Written]


def compared_offers(of: Tree) -> list[tuple[str, list[Compared]]]:
    """Titles and rows of what a comparison says of offers and payers; no rows without any."""
    return [
        (known("Offers"), list(_rows(of.get("offers", []), "team", _OF_OFFER))),
        (known("Payers"), list(_rows(of.get("payers", []), "payer", _OF_PAYER))),
        (known("Yardstick"), list(_rows(of.get("yardstick", []), "team", _OF_SETTLED))),
    ]


def _rows(
    section: list[Tree], name: str, figures: tuple[tuple[str, str, Written], ...]
) -> Iterator[Compared]:
    for row in section:
        for key, title, written in figures:
            if key in row:
                yield f"{row[name]}: {phrase(title)}", row[key], written


def _tenths(value: float | None) -> str:
    return number(value, 1)


def _dkk(value: float | None) -> str:
    return money(value, 1)


_OF_OFFER = (
    ("occupancy", known("occupancy"), lambda share: percent(share, 1)),
    ("waiting", known("waiting"), _tenths),
    ("wait_weeks", known("weeks of wait"), _tenths),
    ("wait_over_0_days_share", known("wait at all"), lambda share: percent(share, 1)),
    ("wait_over_28_days_share", known("over 28 days"), lambda share: percent(share, 1)),
)
_OF_SETTLED = (("settled_dkk", known("settled, DKK"), _dkk),)
_OF_PAYER = (
    ("revenue_dkk", known("pays, DKK"), _dkk),
    ("rate_dkk_per_day", known("DKK a day"), _dkk),
)
