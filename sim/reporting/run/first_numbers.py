"""The four numbers that come first: money, its risk, the citizens, and what others bear.

Money never stands alone here either: where a scenario models the citizens' outcomes or prices
what is outside the rate, they take the third and fourth place.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from sim.reporting.results.chance import Chance
from sim.reporting.results.estimates import Estimate
from sim.reporting.results.goals import DECIMALS, goals_of
from sim.reporting.results.outcomes import known_outcomes
from sim.reporting.results.outside import bearer_accounts, outside_accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import beyond_chance, likely_deficits, team_rows, total_row
from sim.reporting.words.language import ABSENT, Language

SMALL_SHARE: Final = 0.01
"""Shares below this are written with two decimals."""
_HOW_MANY: Final = 4


class Number(NamedTuple):
    """One of the numbers that come first: what it is, its value, and what to know of it."""

    label: str
    value: str
    note: str
    is_deficit: bool = False


def first_numbers(results: ReportedResults, language: Language) -> list[Number]:
    """The four numbers that come first; what is not modelled makes room for the next."""
    numbers = (
        _deviation(results, language),
        _risk(results, language),
        _citizens_fare(results, language),
        _outside(results, language),
        _in_care(results, language),
        _share(results, language),
    )
    return [number for number in numbers if number is not None][:_HOW_MANY]


def _deviation(results: ReportedResults, language: Language) -> Number:
    total = total_row(results)
    return Number(
        language.say("Deviation over {time}", time=language.duration(results.weeks)),
        language.money(total.deviation.mean, signed=True),
        _interval(total.deviation, language, language.signed_money),
        (total.deviation.mean or 0.0) < 0,
    )


def _risk(results: ReportedResults, language: Language) -> Number:
    """How likely a deficit is: of all teams together, and how many teams it threatens."""
    rows = team_rows(results, Chance())
    likely = likely_deficits(rows)
    if results.replications == 1:
        return Number(
            language.say("Teams with a deficit in this run"),
            language.say("{n} of {all}", n=likely, all=len(rows)),
            language.say("from one run"),
            likely > 0,
        )
    certain = sum(beyond_chance(row) and (row.deviation.mean or 0.0) < 0 for row in rows)
    risk = total_row(results).deficit_probability.mean or 0.0
    note = language.say(
        "{n} of {all} teams likely to run one; {certain} in nearly every run",
        n=likely,
        all=len(rows),
        certain=language.number(certain),
    )
    return Number(
        language.say("Risk of a deficit, all teams together"),
        language.percent(risk, 0),
        note,
        risk > 1 / 2,
    )


def _citizens_fare(results: ReportedResults, language: Language) -> Number | None:
    """Who becomes self-reliant, and how far the goals are reached."""
    known = {outcome.key: (outcome, figure) for outcome, figure in known_outcomes(results)}
    if "self_reliant_per_year" not in known:
        return _goals(results, language)
    outcome, figure = known["self_reliant_per_year"]
    scores = _goals(results, language)
    return Number(
        language.say(outcome.label),
        outcome.written(figure.mean, language),
        _interval(figure, language, lambda value: outcome.written(value, language))
        if scores is None
        else language.say("goals reached, 0 to 1: {scores}", scores=scores.note),
    )


def _goals(results: ReportedResults, language: Language) -> Number | None:
    """Scores of the goals by kind of course."""
    scores = [
        (language.name(goal.kind), language.number(goal.score.mean, DECIMALS))
        for goal in goals_of(results)
    ]
    if not scores:
        return None
    return Number(
        language.say("Goals reached, 0 to 1"),
        " · ".join(value for _, value in scores),
        ", ".join(f"{name} {value}" for name, value in scores),
    )


def _outside(results: ReportedResults, language: Language) -> Number | None:
    accounts = outside_accounts(results)
    if not accounts:
        return None
    total = accounts[-1].amount
    return Number(
        language.say("Borne outside the rate over {time}", time=language.duration(results.weeks)),
        language.money(total.mean),
        _borne(results, language) or ", ".join(language.name(one.name) for one in accounts[:-1]),
    )


def _borne(results: ReportedResults, language: Language) -> str:
    """Say how much each bears."""
    return ", ".join(
        f"{language.name(one.name.removeprefix('borne_by_'))} {language.money(one.amount.mean)}"
        for one in bearer_accounts(results)[:-1]
    )


def _in_care(results: ReportedResults, language: Language) -> Number:
    return Number(
        language.say("Citizens in care"),
        language.number(results.citizens),
        language.say("mean over the weeks, all teams"),
    )


def _share(results: ReportedResults, language: Language) -> Number:
    share = total_row(results).share
    percent = signed_percent(language, share)
    return Number(
        language.say("Deviation as a share of revenue"),
        ABSENT if share.mean is None else percent(share.mean),
        _interval(share, language, percent),
        (share.mean or 0.0) < 0,
    )


def _interval(figure: Estimate, language: Language, write: Callable[[float], str]) -> str:
    """How well the simulation knows a mean."""
    if figure.low is None or figure.high is None:
        return language.say("from one run: no interval")
    low, high = write(figure.low), write(figure.high)
    return language.say("95 % interval of the mean: {low} to {high}", low=low, high=high)


def signed_percent(language: Language, share: Estimate) -> Callable[[float], str]:
    """Write shares with their sign, and finer where they are small."""
    decimals = 1 if abs(share.mean or 0.0) >= SMALL_SHARE else 2
    return lambda value: language.percent(value, decimals, signed=True)
