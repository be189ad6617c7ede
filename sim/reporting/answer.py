"""The results in one sentence and four numbers, and the few words in the tables.

Every sentence is a whole message, so that a translator sees what is said. What is sure and
what is chance are kept apart: the interval of the mean says how well the simulation knows
it, the spread of single runs what one municipality may live through. The sentences under
the figures are in `readings.py`.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sim.reporting.chance import Chance
from sim.reporting.language import ABSENT, NO_BREAK, Language
from sim.reporting.results import Results
from sim.reporting.team_rows import (
    Estimate,
    TeamRow,
    beyond_chance,
    likely_deficits,
    team_rows,
    total_row,
)

_SMALL_SHARE: Final = 0.01


class Number(NamedTuple):
    """One of the numbers that come first: what it is, its value, and what to know of it."""

    label: str
    value: str
    note: str
    is_deficit: bool


def answer(results: Results, language: Language) -> str:
    """The answer to the report's question, in one sentence."""
    total = total_row(results)
    amount = language.money(abs(total.deviation.mean or 0.0))
    said = {"amount": amount, "time": language.duration(results.weeks)}
    clause = _clause(results, language, total, said)
    if results.replications == 1:
        return f"{clause}."
    return f"{clause}; {_deficits(results, language)}."


def _clause(results: Results, language: Language, total: TeamRow, said: dict[str, str]) -> str:
    """What happens to all teams together."""
    count, mean = len(results.teams), total.deviation.mean or 0.0
    if results.replications == 1:
        return _single(language, count, mean, said)
    if (total.deviation.low or 0.0) <= 0 <= (total.deviation.high or 0.0):
        interval = {
            "low": language.money(total.deviation.low, signed=True),
            "high": language.money(total.deviation.high, signed=True),
        }
        return language.say_count(
            "Over {time} the team breaks even as far as the simulation can tell: its "
            "expected deviation lies between {low} and {high}",
            "Over {time} the {count} teams together break even as far as the simulation "
            "can tell: their expected deviation lies between {low} and {high}",
            count,
            **said,
            **interval,
        )
    share = abs(total.share.mean or 0.0)
    said["share"] = language.percent(share, 1 if share >= _SMALL_SHARE else 2)
    if mean < 0:
        return language.say_count(
            "Over {time} the team is paid {amount} less than its care costs, {share} of "
            "its revenue",
            "Over {time} the {count} teams together are paid {amount} less than their "
            "care costs, {share} of their revenue",
            count,
            **said,
        )
    return language.say_count(
        "Over {time} the team is paid {amount} more than its care costs, {share} of its revenue",
        "Over {time} the {count} teams together are paid {amount} more than their care "
        "costs, {share} of their revenue",
        count,
        **said,
    )


def _single(language: Language, count: int, mean: float, said: dict[str, str]) -> str:
    """What happens in the only run there is."""
    if mean < 0:
        return language.say_count(
            "In the single run made, the team is paid {amount} less than its care costs over "
            "{time}; one run cannot tell a bad rate from bad luck",
            "In the single run made, the {count} teams together are paid {amount} less than "
            "their care costs over {time}; one run cannot tell a bad rate from bad luck",
            count,
            **said,
        )
    return language.say_count(
        "In the single run made, the team is paid {amount} more than its care costs over "
        "{time}; one run cannot tell a good rate from good luck",
        "In the single run made, the {count} teams together are paid {amount} more than their "
        "care costs over {time}; one run cannot tell a good rate from good luck",
        count,
        **said,
    )


def _deficits(results: Results, language: Language) -> str:
    """How many teams are likely to run a deficit, as the end of a sentence."""
    rows = team_rows(results, Chance())
    if len(rows) == 1:
        chance = language.percent(rows[0].deficit_probability.mean, 0)
        return language.say("it runs a deficit in {chance} of the runs", chance=chance)
    if likely_deficits(rows) == 0:
        return language.say("no team is more likely than not to run a deficit")
    return language.say_count(
        "{count} team of {teams} is more likely than not to run a deficit",
        "{count} teams of {teams} are more likely than not to run a deficit",
        likely_deficits(rows),
        teams=language.number(len(rows)),
    )


def first_numbers(results: Results, language: Language) -> list[Number]:
    """The four numbers that come first."""
    total = total_row(results)
    rows = team_rows(results, Chance())
    mean = total.deviation.mean or 0.0
    likely = likely_deficits(rows)
    certain = sum(beyond_chance(row) and (row.deviation.mean or 0.0) < 0 for row in rows)
    one_run = results.replications == 1
    percent = _signed_percent(language, total.share)
    return [
        Number(
            language.say("Deviation over {time}", time=language.duration(results.weeks)),
            language.money(total.deviation.mean, signed=True),
            _interval(total.deviation, language, language.signed_money),
            mean < 0,
        ),
        Number(
            language.say("Deviation as a share of revenue"),
            ABSENT if total.share.mean is None else percent(total.share.mean),
            _interval(total.share, language, percent),
            mean < 0,
        ),
        Number(
            language.say("Teams with a deficit in this run")
            if one_run
            else language.say("Teams likely to run a deficit"),
            language.say("{n} of {all}", n=likely, all=len(rows)),
            language.say("from one run")
            if one_run
            else language.say(
                "in more than half of the runs; {n} in nearly every run", n=language.number(certain)
            ),
            likely > 0,
        ),
        Number(
            language.say("Citizens in care"),
            language.number(results.citizens),
            language.say("mean over the weeks, all teams"),
            is_deficit=False,
        ),
    ]


def _interval(figure: Estimate, language: Language, write: Callable[[float], str]) -> str:
    """How well the simulation knows a mean."""
    if figure.low is None or figure.high is None:
        return language.say("from one run: no interval")
    low, high = write(figure.low), write(figure.high)
    return language.say("95 % interval of the mean: {low} to {high}", low=low, high=high)


def _signed_percent(language: Language, share: Estimate) -> Callable[[float], str]:
    """Write shares with their sign, and finer where they are small."""
    decimals = 1 if abs(share.mean or 0.0) >= _SMALL_SHARE else 2
    return lambda value: language.percent(value, decimals, signed=True)


def verdict(row: TeamRow, language: Language) -> str:
    """A team's deviation in few words: the rate, or chance."""
    if row.deviation.low is None:
        return ""
    if not beyond_chance(row):
        return language.say("chance decides")
    if (row.deficit_probability.mean or 0.0) > 1 / 2:
        return language.say("deficit in nearly every run")
    return language.say("surplus in nearly every run")


def exits(shares: Mapping[str, Mapping[str, float | None]], language: Language) -> str:
    """Where the spells of a course lead, the most frequent first."""
    known = [(name, share["mean"]) for name, share in shares.items() if share["mean"]]
    known.sort(key=lambda pair: -(pair[1] or 0.0))
    return ", ".join(
        f"{language.name(name)}{NO_BREAK}{language.percent(share, 0)}" for name, share in known
    )
