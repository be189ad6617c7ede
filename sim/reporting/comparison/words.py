"""A comparison in sentences: what changes for the teams, and whether for the citizens."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.reporting.comparison.contrasts import (
    Contrast,
    Contrasts,
    Other,
    drawn_outcomes,
    outcomes_of,
)
from sim.reporting.results.outcomes import ON_DRAWINGS
from sim.reporting.words.language import Language


class ComparisonAnswer(NamedTuple):
    """What a scenario changes, in a sentence on money and one on the citizens."""

    money: str
    citizens: str


def answers(contrasts: Contrasts, language: Language) -> list[ComparisonAnswer]:
    """The answer for each other scenario."""
    return [
        ComparisonAnswer(_answer(contrasts, other, language), _citizens(other, language))
        for other in contrasts.others
    ]


def _citizens(other: Other, language: Language) -> str:
    """What moved for the citizens: the outcomes of the drawings whose difference holds."""
    if other.tree["lives"]["is_price_only"]:
        return language.say("The citizens’ lives and care are the same.")
    keys = drawn_outcomes((other,), language)
    short = {outcome.key: language.say(outcome.short) for outcome in ON_DRAWINGS}
    moved = [
        f"{short[one.key]} {one.difference(one.contrast.difference.mean)}"
        for one in outcomes_of(other, language)
        if one.key in keys and one.contrast.holds
    ]
    if not moved:
        return language.say("For the citizens no difference is worth a look, or sure.")
    return language.say("For the citizens: {moved}.", moved=", ".join(moved))


def _answer(contrasts: Contrasts, other: Other, language: Language) -> str:
    one = other.total("deviation_dkk")
    mean = one.difference.mean or 0.0
    said = {
        "other": other.name,
        "first": contrasts.first,
        "amount": language.money(abs(mean)),
        "time": language.duration(contrasts.weeks),
    }
    if one.difference.low == one.difference.high == 0 or (one.holds is None and mean == 0):
        return language.say(
            "With {other} the teams’ deviation is the same as with {first}.", **said
        )
    if one.is_unchanged:
        return language.say(
            "With {other} the teams’ deviation is unchanged: it differs from that with {first} by "
            "less than {smallest} over {time}.",
            smallest=language.money(one.smallest),
            **said,
        )
    if one.holds is False:
        return language.say(
            "Between {other} and {first} no difference in the teams’ deviation can be told from "
            "chance: it lies between {low} and {high} over {time}.",
            low=language.signed_money(one.difference.low),
            high=language.signed_money(one.difference.high),
            **said,
        )
    if mean < 0:
        return language.say(
            "With {other} the teams together end {amount} worse over {time} than with {first}.",
            **said,
        )
    return language.say(
        "With {other} the teams together end {amount} better over {time} than with {first}.",
        **said,
    )


def lives_in_words(other: Other, language: Language) -> str:
    """Whether the citizens live the same lives, and where not, how many do."""
    lives = other.tree["lives"]
    spells = language.number(lives["spells_first"])
    if lives["is_price_only"]:
        return language.say(
            "{spells} spells identical: the whole difference is price.", spells=spells
        )
    if lives["same_lives"]:
        return language.say(
            "{spells} spells identical, but not the care that is given in them.", spells=spells
        )
    return language.say(
        "{differ} of {spells} spells differ; {share} of {citizens} citizens live the same lives.",
        differ=language.number(lives["spells_first"] - lives["spells_alike"]),
        spells=spells,
        share=language.percent(lives["citizens_alike"] / lives["citizens"]),
        citizens=language.number(lives["citizens"]),
    )


def scenarios_reading(contrasts: Contrasts, language: Language) -> str:
    """Read the figure of the scenarios."""
    return language.say(
        "Deviation of all teams over {time}: each scenario less {first}, with the same citizens "
        "under each. Beside it how the citizens fare, first under {first}, then the difference.",
        time=language.duration(contrasts.weeks),
        first=contrasts.first,
    )


def teams_reading(other: Other, language: Language) -> str:
    """Read the figure of the teams."""
    teams = [one for _, one in other.teams("deviation_dkk")]
    return language.say_count(
        "Of {count} team, {better} ends better and {worse} worse in a difference that holds.",
        "Of {count} teams, {better} end better and {worse} worse in a difference that holds.",
        len(teams),
        better=language.number(_holding(teams, 1)),
        worse=language.number(_holding(teams, -1)),
    )


def _holding(contrasts: Sequence[Contrast], sign: int) -> int:
    """How many differences of a sign hold."""
    return sum(bool(one.holds) and sign * (one.difference.mean or 0.0) > 0 for one in contrasts)


def difference_verdict(one: Contrast, language: Language) -> str:
    """Whether a difference holds, in few words."""
    if one.is_unchanged and one.difference.mean:
        return language.say("unchanged")
    if one.holds is None:
        return language.say("the same") if one.difference.mean == 0 else ""
    return language.say("holds") if one.holds else language.say("may be chance")


def p_value(one: Contrast, language: Language) -> str:
    """Probability by chance, three decimals at most."""
    smallest = 0.001
    if one.p is not None and one.p < smallest:
        return f"<{language.number(smallest, 3)}"
    return language.number(one.p, 3)
