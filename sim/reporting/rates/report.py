"""One page for balancing rates, in both languages, that opens offline.

The numbers are those of `forloeb rates --json`: rates by course, or what balances a tariff by
support plan; `page/alone.py` makes a page of them.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sim.economics.rates.answer.plans_text import NUMBER_NAMES
from sim.economics.rates.plans import OVERHEAD
from sim.reporting.page.alone import write_alone
from sim.reporting.page.page import Body
from sim.reporting.page.templating import environment
from sim.reporting.words.intervals import intervals_of_answer
from sim.reporting.words.language import ABSENT, Language, Title, known

_PER: Final = {
    "weekly_dkk": known("{amount} a week"),
    "lump_sum_dkk": known("{amount} a course"),
}
_DECIMALS: Final = 2
"""Of kroner a day or an hour, and of per cent."""
_UNMOVED: Final = 0.001
"""Share of a rate below which it stays as it is."""


class RateLine(NamedTuple):
    """A course: what it costs, what it is paid, and what would balance, written."""

    course: str
    citizens: str
    cost: str
    now: str
    balance: str
    change: str
    deviation: str


def _body(tree: Mapping[str, Any], titled: Title, words: Language) -> Body:
    """The page's content in one language."""
    named = words.title(titled) or str(tree["scenario"])
    title = words.say("Rates that balance: {scenario}", scenario=named)
    lines = [_rate(rate, words) for rate in tree.get("rates", [])]
    text = (
        environment()
        .get_template("rates.html")
        .render(
            code=words.code,
            say=words.say,
            title=title,
            answer=rates_answer(tree, words),
            lines=lines,
            plans=[_plan(one, words) for one in tree.get("balances", [])],
            effect=_effect(tree, words),
            is_exact=tree["exact"],
            intervals=intervals_of_answer(words, is_exact=tree["exact"]),
        )
    )
    return Body(Markup(text), title)  # noqa: S704 -- rendered with everything escaped


write_rates_page: Final = partial(write_alone, _body)
"""Write `report.html` of rates into a folder."""


def rates_answer(tree: Mapping[str, Any], words: Language) -> str:
    """What the present rates leave in a year, and that the rates below leave nothing."""
    total = tree.get("total", tree)
    now = total["deviation_now_dkk_per_year"]
    if now is None:
        return words.say("These rates pay what care costs; there are none now to compare with.")
    said = {"amount": words.money(abs(now))}
    if abs(now) <= _UNMOVED * abs(total["cost_dkk_per_year"]):
        return words.say("The rates balance as they are: they pay what care costs.")
    if now < 0:
        return words.say(
            "The rates pay {amount} a year less than care costs; those below balance.", **said
        )
    return words.say(
        "The rates pay {amount} a year more than care costs; those below balance.", **said
    )


def _rate(rate: Mapping[str, Any], words: Language) -> RateLine:
    kind = rate["balanced_by"]
    pays = _PER.get(kind or "", "{amount}")
    now = (rate["now"] or {}).get(kind) if kind else None
    balance = (rate["balancing_dkk"] or {}).get("mean")
    course = words.name(rate["course"])
    level = rate["level"]
    return RateLine(
        course if level is None else words.say("{course}, level {n}", course=course, n=level),
        words.number(rate["citizens"], 1),
        words.number(rate["cost_dkk_per_week"]),
        _paid(pays, now, words),
        _paid(pays, balance, words),
        ABSENT if not now or balance is None else words.percent(balance / now - 1, 1, signed=True),
        words.number(rate["deviation_now_dkk_per_year"], signed=True),
    )


def _paid(pays: str, dkk: float | None, words: Language) -> str:
    return ABSENT if dkk is None else words.say(pays, amount=words.number(dkk))


def _plan(one: Mapping[str, Any], words: Language) -> RateLine:
    """A number of a tariff by support plan, and what it would have to be."""
    write = words.percent if one["key"] == OVERHEAD else words.number
    now, balance = (
        ABSENT if one[key] is None else write(one[key], _DECIMALS) for key in ("now", "balance")
    )
    offer = words.name(one["team"]) if one["team"] else words.say("All offers")
    return RateLine(words.say(NUMBER_NAMES[one["key"]]), "", "", now, balance, "", offer)


def _effect(tree: Mapping[str, Any], words: Language) -> str:
    """What development saves, where there is any."""
    effect = tree.get("effect_of_development")
    if not effect or effect["saved_dkk_per_course_begun"] is None:
        return ""
    return words.say(
        "Development is expected to save {amount} for each course begun, against the same citizens "
        "without its effect.",
        amount=words.money(effect["saved_dkk_per_course_begun"]),
    )
