"""The first screen in words: one sentence, four tiles, one line of evidence.

The sentence has at most 20 words and says result, cause and risk; the same words stand in the
report, in an explanation, in a comparison and on the leaders' web page.
"""

from typing import Final, NamedTuple

from sim.experiments.summary.verdict import CHANCE, UNDECIDED
from sim.reporting.leaders.screen import Occupancy, Screen, ScreenAccount
from sim.reporting.leaders.years import WEEKS
from sim.reporting.words.language import ABSENT, NO_BREAK, Language, known
from sim.reporting.words.verdicts import CAUSE_NAMES, verdict_in_words

_DEFICIT: Final = {
    "price": known("the rates are too low"),
    "case_mix": known("citizens need more than average"),
    "behaviour": known("teams adapt to the rates"),
    "capacity": known("staff and need differ"),
    "timing": known("prices or inflow change"),
}
_SURPLUS: Final = {
    **_DEFICIT,
    "price": known("the rates are too high"),
    "case_mix": known("citizens need less than average"),
}
_SMALL_SHARE: Final = 0.01
"""Shares below this are written with two decimals."""
_STATUSES: Final = ("published", "measured", "expert", "assumed")


class Tile(NamedTuple):
    """One of the four numbers that come first.

    `key` names the number and `value` is it, unrounded, for whoever reads the page by machine;
    `squares` says how many of ten small squares are filled, where there are any.
    """

    label: str
    text: str
    note: str
    key: str
    value: float | None
    squares: int | None = None
    is_deficit: bool = False


class SpanWords(NamedTuple):
    """How a year is said, or the shorter run that stands for it."""

    over: str  # "a year"
    many: str  # "years"
    short: str  # in a sentence that has said what the periods are


def headline(screen: Screen, language: Language) -> str:
    """Result, cause and risk in at most 20 words."""
    total, spans = screen.total, span_words(screen.weeks, language)
    said = {
        "amount": language.round_money(abs(total.deviation_dkk)),
        "signed": language.round_money(total.deviation_dkk, signed=True),
        "over": spans.over,
        "periods": spans.short,
        "n": total.in_ten,
    }
    if screen.replications == 1:
        return language.say(
            "One run ended at {signed} {over}: too little to tell cause and risk.", **said
        )
    if total.verdict == CHANCE:
        return language.say(
            "The rates fit on average ({signed} {over}); deficit in {n} of 10 {periods} is normal "
            "variation.",
            **said,
        )
    if total.verdict == UNDECIDED:
        return _undecided(total, language, said)
    causes = _DEFICIT if total.deviation_dkk < 0 else _SURPLUS
    said["cause"] = language.say(causes[total.verdict])
    if total.deviation_dkk < 0:
        return language.say(
            "Deficit of {amount} {over} because {cause}; deficit in {n} of 10 {periods}.", **said
        )
    return language.say(
        "Surplus of {amount} {over} because {cause}; deficit in {n} of 10 {periods}.", **said
    )


def _undecided(total: ScreenAccount, language: Language, said: dict[str, object]) -> str:
    if total.balances:
        return language.say(
            "Budgets balance on average ({signed} {over}), with a deficit in {n} of 10 {periods}.",
            **said,
        )
    if total.deviation_dkk < 0:
        return language.say(
            "Deficit of {amount} {over}, cause not settled; deficit in {n} of 10 {periods}.", **said
        )
    return language.say(
        "Surplus of {amount} {over}, cause not settled; deficit in {n} of 10 {periods}.", **said
    )


def span_words(weeks: int, language: Language) -> SpanWords:
    """How amounts of a run of some weeks are said to be counted."""
    if weeks >= WEEKS:
        years = language.say("years")
        return SpanWords(language.say("a year"), years, years)
    time = language.duration(weeks).replace(" ", NO_BREAK)
    over, many = language.say("over {time}", time=time), language.say("such periods")
    return SpanWords(over, many, language.say("such"))


def tiles(screen: Screen, language: Language) -> list[Tile]:
    """Result, risk, normal variation, and hours not delivered or how full the places are."""
    return [
        _result(screen, language),
        _risk(screen, language),
        _variation(screen, language),
        _occupied(screen.occupancy, language)
        if screen.unmet_share is None and screen.occupancy is not None
        else _undelivered(screen, language),
    ]


def _result(screen: Screen, language: Language) -> Tile:
    total = screen.total
    time = language.duration(screen.weeks)
    return Tile(
        language.say("Result a year")
        if screen.is_a_year
        else language.say("Result over {time}", time=time),
        language.round_money(total.deviation_dkk, signed=True),
        language.say("nothing is paid")
        if total.share is None
        else language.say("{share} of revenue", share=share_in_words(total.share, language)),
        "screen.deviation_dkk",
        total.deviation_dkk,
        is_deficit=total.deviation_dkk < 0,
    )


def share_in_words(share: float | None, language: Language) -> str:
    """A share of revenue with its sign, finer where it is small."""
    decimals = 1 if abs(share or 0.0) >= _SMALL_SHARE else 2
    return language.percent(share, decimals, signed=True)


def _risk(screen: Screen, language: Language) -> Tile:
    total, label = screen.total, language.say("Deficit in")
    if screen.is_one_outcome:
        too_few = language.say("too few runs to tell")
        return Tile(label, ABSENT, too_few, "screen.deficit_share", None)
    return Tile(
        label,
        in_ten(screen, total, language),
        _threatened(screen, language),
        "screen.deficit_share",
        total.deficit_share,
        squares=total.in_ten,
    )


def in_ten(screen: Screen, account: ScreenAccount, language: Language) -> str:
    """In how many of 10 years a deficit comes; a dash where one year was simulated."""
    if screen.is_one_outcome:
        return ABSENT
    if screen.is_a_year:
        return language.say("{n} of 10 years", n=account.in_ten)
    return language.say("{n} of 10 such periods", n=account.in_ten)


def _threatened(screen: Screen, language: Language) -> str:
    if screen.replications == 1:
        return language.say("from one run")
    if screen.at_risk == 0:
        return language.say("no team is likelier than not to run one")
    return language.say_count(
        "{count} of {teams} teams is likelier than not to run one",
        "{count} of {teams} teams are likelier than not to run one",
        screen.at_risk,
        teams=language.number(len(screen.teams)),
    )


def _variation(screen: Screen, language: Language) -> Tile:
    band = screen.total.band
    label = language.say("Normal variation")
    if band is None:
        too_few = language.say("too few runs to tell")
        return Tile(label, ABSENT, too_few, "screen.normal_variation_dkk", None)
    low, high = language.amounts(band.low, band.high, signed=True)
    said = {"low": low, "high": high, "periods": span_words(screen.weeks, language).many}
    return Tile(
        label,
        f"±{language.round_money(band.reach)}",
        language.say("9 of 10 {periods} end between {low} and {high}", **said),
        "screen.normal_variation_dkk",
        band.reach,
    )


def _occupied(occupancy: Occupancy, language: Language) -> Tile:
    return Tile(
        language.say("Occupancy"),
        language.percent(occupancy.share),
        language.say("of {places} places", places=language.number(occupancy.places)),
        "screen.occupancy",
        occupancy.share,
    )


def _undelivered(screen: Screen, language: Language) -> Tile:
    label, share = language.say("Granted hours not delivered"), screen.unmet_share
    if share is None:
        note = language.say("staff has no limit in this scenario")
        return Tile(label, ABSENT, note, "screen.unmet_share", None)
    note = language.say("of the hours granted to citizens")
    return Tile(label, language.percent(share), note, "screen.unmet_share", share)


def evidence_line(screen: Screen, language: Language) -> str:
    """What the answer rests on: how many numbers of which standing."""
    counts = dict(screen.evidence)
    parts = [
        f"{language.number(counts[name])} {language.name(name)}"
        for name in _STATUSES
        if counts.get(name)
    ]
    bare = counts.get("", 0)
    if not parts:
        return language.say_count(
            "Rests on {count} figure without a source.",
            "Rests on {count} figures without a source.",
            bare,
        )
    said = {"parts": ", ".join(parts)}
    if not bare:
        return language.say("Rests on {parts} figures, each with a source.", **said)
    return language.say_count(
        "Rests on {parts} figures, {count} without a source.",
        "Rests on {parts} figures, {count} without a source.",
        bare,
        **said,
    )


def left_to_explain(screen: Screen, language: Language) -> str:
    """What the run cannot tell by itself, and which command can; empty where nothing is left."""
    causes = ", ".join(
        language.say(CAUSE_NAMES[name]) for name in screen.causes if name in CAUSE_NAMES
    )
    if not causes or screen.is_explained:
        return ""
    if screen.total.verdict != UNDECIDED:
        return language.say(
            "The cause is that of this run’s own costs and hours; what {causes} do to citizens and "
            "to each other is left to the command forloeb explain.",
            causes=causes,
        )
    return language.say(
        "This run cannot tell {causes} apart from the rates; the command forloeb explain does.",
        causes=causes,
    )


def cause_in_words(account: ScreenAccount, language: Language) -> str:
    """A team's cause, as the column of the chart says it."""
    return verdict_in_words(account.shown, language)
