"""Why: each team's deviation as a waterfall of its terms.

The terms are those of `forloeb explain` where the run has been explained. A run by itself knows
two: what all teams share for each citizen, and what is the team's own; where nothing but price,
case mix and chance is at work, these are price and case mix.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from sim.experiments.summary.verdict import CHANCE, price_part, shares_of_citizens
from sim.reporting.leaders.screen import Screen, ScreenAccount
from sim.reporting.leaders.words import cause_in_words
from sim.reporting.results.estimates import estimate
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language, known
from sim.reporting.words.verdicts import VERDICT_WORDS

_TERMS: Final = {
    **VERDICT_WORDS,
    "interaction": known("interaction"),
    "shared": known("as all teams, per citizen"),
    "own": known("the team’s own"),
}
_ORDER: Final = ("price", "case_mix", "capacity", "behaviour", "timing", "interaction", "chance")
_TINY: Final = 0.01
"""Terms below this share of the largest are not worth a step."""

Terms = Mapping[str, float]
"""Terms of a deviation [DKK in a year], in their order."""


class WaterfallStep(NamedTuple):
    """A step of a waterfall: where it begins and how long it is, in per cent of the axis."""

    label: str
    text: str
    at: float
    width: float
    side: str  # deficit, surplus or total


class Waterfall(NamedTuple):
    """A team, its result, its cause, and the steps to it."""

    team: str
    text: str
    cause: str
    steps: list[WaterfallStep]
    zero: float


def waterfalls(
    results: ReportedResults, screen: Screen, explained: Mapping[str, Any] | None, words: Language
) -> list[Waterfall]:
    """A waterfall a team, worst first, and the one of all together before them."""
    factor = screen.factor
    terms = _of_explanation(explained) if explained else _of_run(results)
    accounts = [screen.total, *screen.worst_first] if len(screen.teams) > 1 else screen.worst_first
    found = []
    for account in accounts:
        own = {name: dkk * factor for name, dkk in terms.get(account.team, {}).items()}
        if own and not explained and account.shown == CHANCE:
            own = {CHANCE: sum(own.values())}  # what chance moves is no part of a rate or a mix
        if own:
            found.append(_waterfall(account, own, words))
    return found


def _of_explanation(tree: Mapping[str, Any]) -> dict[str, Terms]:
    rows = [*((row["team"], row) for row in tree["teams"]), ("", tree["total"])]
    return {
        team: {name: row["terms"][name]["mean"] or 0.0 for name in _ORDER} for team, row in rows
    }


def _of_run(results: ReportedResults) -> dict[str, Terms]:
    """Two terms a team, which for all teams together come to the first of them."""
    by_team = results.deviation.sum(axis=2)
    rows = results.summary["teams"]
    citizens = np.array([estimate(row.get("citizens")).mean or 0.0 for row in rows])
    known_terms = results.terms
    budgets = np.array(known_terms.budgets_dkk if known_terms else ())
    if budgets.size != citizens.size:
        budgets = np.zeros(citizens.size)
    shared = price_part(by_team, budgets, shares_of_citizens(citizens)).mean(axis=0)
    own = by_team.mean(axis=0) - shared
    is_plain = known_terms is not None and not known_terms.causes
    names = ("price", "case_mix") if is_plain else ("shared", "own")
    found = {
        team: dict(zip(names, (float(shared[place]), float(own[place])), strict=True))
        for place, team in enumerate(results.teams)
    }
    return {**found, "": {names[0]: float(shared.sum())}}


def _waterfall(account: ScreenAccount, terms: Terms, words: Language) -> Waterfall:
    shown = _worth_a_step(terms)
    reached = np.cumsum([0.0, *shown.values()])
    low, high = min(*reached, 0.0), max(*reached, 0.0)
    room = (high - low) or 1.0

    def at(dkk: float) -> float:
        return round(float(100 * (dkk - low) / room), 1)

    steps = [
        WaterfallStep(
            words.say(_TERMS[name]),
            words.round_money(dkk, signed=True),
            at(min(before, before + dkk)),
            round(float(100 * abs(dkk) / room), 1),
            "deficit" if dkk < 0 else "surplus",
        )
        for (name, dkk), before in zip(shown.items(), reached, strict=False)
    ]
    end = float(reached[-1])  # the run's mean, or that of the runs that were explained
    text = words.round_money(end, signed=True)
    steps.append(
        WaterfallStep(
            words.say("Result"),
            text,
            at(min(end, 0.0)),
            round(100 * abs(end) / room, 1),
            "total",
        )
    )
    name = words.name(account.team) if account.team else words.say("All teams")
    return Waterfall(name, text, cause_in_words(account, words), steps, at(0.0))


def _worth_a_step(terms: Terms) -> dict[str, float]:
    """Terms that can be seen; the rest of them is added to the largest, so that the sum holds."""
    if not terms:
        return {}
    largest = max(terms, key=lambda name: abs(terms[name]))
    shown = {
        n: t for n, t in terms.items() if n == largest or abs(t) >= _TINY * abs(terms[largest])
    }
    shown[largest] += sum(terms.values()) - sum(shown.values())
    return shown


def why_note(explained: Mapping[str, Any] | None, words: Language, *, replications: int) -> str:
    """Where the steps are from; those of fewer runs than the page has end in another result."""
    if explained:
        note = words.say(
            "The steps from zero to the result, by forloeb explain; terms below 1 % are left out."
        )
        of = explained["replications"]
        if of == replications:
            return note
        fewer = words.say(
            "They are of {of} of the {runs} runs, and so is their result.", of=of, runs=replications
        )
        return f"{note} {fewer}"
    return words.say(
        "The steps from zero to the result, as far as this run tells; forloeb explain splits them "
        "by cause."
    )
