"""Sentences of a reform's page: what changes, of what it is made, and who could live elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.offer_accounts import OfferAccount
from sim.economics.reform.printed import PrintedFigure
from sim.economics.reform.reform import (
    PARTS,
    Reformed,
    less_specialised,
    reform_tree,
    shown_amounts,
)
from sim.reporting.figures.payers import PART_NAMES
from sim.reporting.words.language import ABSENT, Language, known

_MADE_OF: Final = {
    "structure_dkk": known("old rates become new ones, for the same hours; zero in all"),
    "plans_dkk": known("hours that change or leave the rate, and citizens who leave or move"),
    "indexation_dkk": known("what rates were raised by, against what prices rose by"),
    "occupancy_dkk": known("basis rates at the budgeted occupancy, not at the starting one"),
}


_MOVED: Final = {
    True: known(
        "{moved} move there in the year, which saves the payers {saved}; {want} could not for want "
        "of places."
    ),
    False: known("They do not move here; {want} of them would find no place in the year."),
}


class ReformAnswer(NamedTuple):
    """What changes: how much and for whom, and then of what."""

    amount: str
    why: str


def reform_answer(tree: Mapping[str, Any], words: Language) -> ReformAnswer:
    """The change in all, who falls and who rises, and the parts."""
    changes = [payer["change_dkk"] for payer in tree["payers"]]
    amount = words.say(
        "{amount} in the year for all payers together: {fall} pay less, {rise} pay more.",
        amount=words.signed_money(tree["total"]["change_dkk"]),
        fall=words.number(sum(change < 0 for change in changes)),
        rise=words.number(sum(change > 0 for change in changes)),
    )
    amounts = words.amounts(*(tree["total"][name] for name in PARTS), signed=True)
    parts = [
        f"{words.say(PART_NAMES[name])} {amount}"
        for name, amount in zip(PARTS, amounts, strict=True)
    ]
    return ReformAnswer(amount, words.say("Of it {parts}.", parts=", ".join(parts)))


def offers_answer(accounts: Sequence[OfferAccount], found: Reformed, words: Language) -> str:
    """How many offers end in deficit, what they come to together, and why."""
    together = sum(of.deviation_dkk for of in accounts)
    indexed = reform_tree(found)["total"]["indexation_dkk"]
    texts = words.amounts(together, indexed, together - indexed, signed=True)
    said = {
        "n": words.number(sum(of.deviation_dkk < 0 for of in accounts)),
        "all": words.number(len(accounts)),
        **dict(zip(("amount", "indexed", "rest"), texts, strict=True)),
        "paid": words.percent(float(paid_index(found.values.indexation) - 1)),
        "prices": words.percent(float(price_index(found.values.indexation) - 1)),
    }
    if abs(together - indexed) <= _TINY * abs(together):
        return words.say(
            "{n} of {all} offers end in deficit, {amount} together, because rates rose by {paid} "
            "and prices by {prices}.",
            **said,
        )
    return words.say(
        "{n} of {all} offers end in deficit, {amount} together: {indexed} from indexation, {rest} "
        "from places and hours.",
        **said,
    )


_TINY: Final = 0.01
"""Share of a deviation below which what is left of it is not worth a cause."""


def extremes_reading(tree: Mapping[str, Any], words: Language) -> str:
    """The payers whose bill rises and falls most; nothing of a side on which nobody is."""
    by_change = sorted(tree["payers"], key=lambda one: one["change_dkk"])
    ends = (
        (known("Largest rise: {payer} {change}."), by_change[-1], 1),
        (known("Largest fall: {payer} {change}."), by_change[0], -1),
    )
    return " ".join(
        words.say(
            text, payer=words.name(one["payer"]), change=words.signed_money(one["change_dkk"])
        )
        for text, one, side in ends
        if side * one["change_dkk"] > 0
    )


def basis_of(found: Reformed, words: Language) -> str:
    """What the numbers are: arithmetic over contracts."""
    return words.say(
        "Arithmetic for {contracts} contracts over {days} days from {start}; nothing is simulated. "
        "The parts add up to the change to the krone, for each payer.",
        contracts=words.number(len(found.lines)),
        days=words.number(found.values.reform.days),
        start=words.date(found.values.reform.start.isoformat()),
    )


def made_of(part: str, words: Language) -> str:
    """What a part of the change is."""
    return words.say(_MADE_OF[part])


def payers_reading(most: int, words: Language) -> str:
    """Read the figure of the payers."""
    return words.say(
        "What each payer saves lies to the left of zero, what it pays more to the right; the black "
        "mark is the change. At most {most} payers are drawn, those whose change is largest.",
        most=words.number(most),
    )


def moves_reading(found: Reformed, words: Language) -> list[str]:
    """Who could live in a less specialised offer, and whether there is a place."""
    if not found.has_moves:
        return []
    of = less_specialised(found)
    return [
        words.say_count(
            "{count} resident could live in a less specialised offer.",
            "{count} residents could live in a less specialised offer.",
            of["could_move"],
        ),
        words.say(
            _MOVED[found.moving.is_on],
            moved=words.number(of["moved"]),
            saved=words.money(of["saved_dkk"]),
            want=words.number(of["for_want_of_places"]),
        ),
        words.say(
            "Had each had a place from the first day on which it would do, it would have been "
            "{potential}.",
            potential=words.money(of["potential_dkk"]),
        ),
    ]


def paid_elsewhere_reading(found: Reformed, words: Language) -> str:
    """What the payers pay elsewhere for what the rate does not pay for."""
    if not found.has_outside:
        return ""
    said = shown_amounts(found, found.lines)
    return words.say(
        "Health services and escorts that the rate does not pay for cost the payers {outside} "
        "elsewhere, at the price of an hour in the rate. Rates and these together are {bill}.",
        outside=words.money(said["outside_rate_dkk"]),
        bill=words.money(said["bill_dkk"]),
    )


def printed_cell(figure: PrintedFigure | None, words: Language) -> str:
    """A figure of the reform beside one that is printed."""
    if figure is None:
        return ABSENT
    if figure.day is not None:
        return words.date(figure.day.isoformat())
    if figure.unit == "share":
        return " + ".join(words.percent(value) for value in figure.values)
    return " + ".join(words.number(value) for value in figure.values)
