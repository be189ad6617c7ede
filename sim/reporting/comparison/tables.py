"""The tables of a comparison's page: a section for each other scenario, a line for each figure."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.comparison.contrasts import (
    Contrast,
    Named,
    Other,
    Write,
    contrast,
    named_figure,
    outcomes_of,
)
from sim.reporting.comparison.words import difference_verdict, lives_in_words, p_value
from sim.reporting.words.language import ABSENT, Language
from sim.reporting.words.units import unit_said
from sim.reporting.words.verdicts import verdict_in_words
from sim.scenario.differences import KeyDifference
from sim.words import words_of_files

_OFFER_SHARES: Final = ("occupancy", "wait_over_0_days_share", "wait_over_28_days_share")
_COURSE_DECIMALS: Final = {
    "census": 1,
    "entries_per_week": 2,
    "course_stay_weeks": 1,
    "stay_weeks": 1,
}


class DifferenceLine(NamedTuple):
    """A figure under both scenarios and the difference, written."""

    label: str
    first: str
    other: str
    difference: str
    interval: str
    p: str
    verdict: str
    smallest: str
    variance_removed: str
    side: str = ""  # deficit or surplus, where the difference is one for better or worse
    is_unchanged: bool = False


class Section(NamedTuple):
    """What the page says of one other scenario."""

    name: str
    stem: str
    due_to: str
    lives: str
    changes: Sequence[KeyDifference]
    unused: Sequence[str]
    unit: str
    teams: Sequence[DifferenceLine]
    total: Sequence[DifferenceLine]
    outcomes: Sequence[DifferenceLine]
    courses: Sequence[DifferenceLine]
    offers: Sequence[DifferenceLine] = ()
    payers: Sequence[DifferenceLine] = ()


def section(other: Other, name: str, words: Language) -> Section:
    """Everything that the page says of one other scenario, but for its figures."""
    scale = words.table_scale(abs(other.total("revenue_dkk").first or 0.0))

    def account(label: str, one: Contrast, *, is_balance: bool = True) -> DifferenceLine:
        value, difference = _in_unit(words, scale.dkk)
        line = _line(Named("", label, one, value, difference), words)
        return line._replace(side=_side(one)) if is_balance else line

    return Section(
        name=name,
        stem=other.name,
        due_to=verdict_in_words(other.tree["total"].get("verdict", UNDECIDED), words),
        lives=lives_in_words(other, words),
        changes=[_change(KeyDifference(**change), words) for change in other.tree["changes"]],
        unused=other.tree["unused"],
        unit=scale.label,
        teams=[account(name, one) for name, one in other.teams("deviation_dkk")],
        total=[
            account(words.say("All teams"), other.total("deviation_dkk")),
            *(account(label, one, is_balance=False) for label, one in _sums(other, words)),
        ],
        outcomes=[_line(one, words) for one in outcomes_of(other, words)],
        courses=[_line(one, words) for one in _courses(other, words)],
        offers=[_line(one, words) for one in _offers(other, words)],
        payers=[account(*one, is_balance=False) for one in _payers(other)],
    )


def _change(change: KeyDifference, words: Language) -> KeyDifference:
    """A key that differs, its numbers, unit and sources as the page's language writes them."""
    first, other = (_value_said(text, words) for text in (change.first, change.other))
    sources = (
        text and words_of_files(text, words.code)
        for text in (change.first_source, change.other_source)
    )
    return KeyDifference(change.key, first, other, unit_said(change.unit, words), *sources)


def _value_said(text: str | None, words: Language) -> str | None:
    """A value as the language writes it, where it is a number or a list of them."""
    if text is None:
        return None
    try:
        return words.plain_numbers([float(part) for part in text.strip("[]").split(_BETWEEN)])
    except ValueError:
        return text


_BETWEEN: Final = ", "


def _sums(other: Other, words: Language) -> Iterator[tuple[str, Contrast]]:
    """What stands behind the deviation of all teams, and beside it."""
    yield words.say("Their revenue"), other.total("revenue_dkk")
    yield words.say("Their cost"), other.total("cost_dkk")
    outside = other.outside()
    if outside is not None:
        yield words.say("Borne outside the rate"), outside
    for name, one in other.borne():
        yield words.name(name), one


def _in_unit(words: Language, dkk: float) -> tuple[Write, Write]:
    """Write amounts, and differences of amounts, in a unit."""

    def value(amount: float | None) -> str:
        return words.number(None if amount is None else amount / dkk)

    def difference(amount: float | None) -> str:
        return words.number(None if amount is None else amount / dkk, signed=True)

    return value, difference


def _side(one: Contrast) -> str:
    """Colour of a difference that holds."""
    if not one.holds:
        return ""
    return "deficit" if (one.difference.mean or 0.0) < 0 else "surplus"


def _courses(other: Other, words: Language) -> Iterator[Named]:
    titles = {
        "census": words.say("citizens at a time"),
        "entries_per_week": words.say("entries per week"),
        "course_stay_weeks": words.say("weeks from entering to leaving"),
        "stay_weeks": words.say("mean stay, weeks"),
    }
    for course in other.tree["courses"]:
        for key, decimals in _COURSE_DECIMALS.items():
            if key in course:
                label = f"{words.name(course['course'])}: {titles[key]}"
                value = _with_decimals(words, decimals)
                yield named_figure(key, label, course[key], value, words)


def _offers(other: Other, words: Language) -> Iterator[Named]:
    """Occupancy, queue and wait of teams with places."""
    titles = {
        "occupancy": words.say("places occupied"),
        "waiting": words.say("waiting at a time"),
        "wait_weeks": words.say("weeks of wait"),
        "wait_over_0_days_share": words.say("wait at all"),
        "wait_over_28_days_share": words.say("over 28 days"),
    }
    for offer in other.tree.get("offers", []):
        for key, title in titles.items():
            if key in offer:
                value = words.percent if key in _OFFER_SHARES else _with_decimals(words, 1)
                yield named_figure(key, f"{offer['team']}: {title}", offer[key], value, words)


def _payers(other: Other) -> Iterator[tuple[str, Contrast]]:
    """What each payer pays."""
    for payer in other.tree.get("payers", []):
        if "revenue_dkk" in payer:
            yield payer["payer"], contrast(payer["revenue_dkk"])


def _with_decimals(words: Language, decimals: int) -> Write:
    return lambda number: words.number(number, decimals)


def _line(one: Named, words: Language) -> DifferenceLine:
    found = one.contrast
    low, high = found.difference.low, found.difference.high
    return DifferenceLine(
        label=one.label,
        first=one.value(found.first),
        other=one.value(found.other),
        difference=one.difference(found.difference.mean),
        interval=ABSENT
        if low is None
        else words.say("{low} to {high}", low=one.difference(low), high=one.difference(high)),
        p=p_value(found, words),
        verdict=difference_verdict(found, words),
        smallest=one.difference(found.smallest).lstrip("+"),
        variance_removed=words.percent(found.variance_removed, 0),
        is_unchanged=found.is_unchanged or found.difference.mean == 0,
    )
