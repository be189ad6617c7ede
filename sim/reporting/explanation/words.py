"""Sentences of an explanation's page: whether a team's deviation is bad luck or a bad rate."""

from typing import Final, NamedTuple

from sim.economics.explanation.funnel import LIMITS
from sim.economics.explanation.without_causes import reference_left_out
from sim.experiments.summary.verdict import CHANCE, UNDECIDED
from sim.reporting.explanation.reading import NAMES, Explained, Explanations
from sim.reporting.words.language import Language


class ExplanationAnswer(NamedTuple):
    """A deviation in words: how much, and then of what and whether it could be luck."""

    amount: str
    why: str


def explanation_answer(explained: Explained, language: Language) -> ExplanationAnswer:
    """What the deviation is, its largest terms, and whether luck could do as much."""
    amount = _amount(explained, language)
    return ExplanationAnswer(
        amount, f"{_parts(explained, language)} {explanation_verdict(explained, language)}".strip()
    )


def _amount(explained: Explained, language: Language) -> str:
    """How much, and of how much where anything is paid."""
    share = explained.row["deviation_share"]
    said = {
        "team": language.name(explained.team) if explained.team else language.say("All teams"),
        "amount": language.signed_money(explained.deviation.mean),
    }
    if share is None:
        return language.say("{team}: {amount}; nothing is paid, so it is no share of it.", **said)
    return language.say(
        "{team}: {amount}, {share} of revenue.",
        share=language.percent(share, 1, signed=True),
        **said,
    )


def _parts(explained: Explained, language: Language) -> str:
    """The largest terms, the largest first; what is below 1 % of them is in the table only."""
    by_size = sorted(explained.terms.items(), key=lambda one: -abs(one[1].mean or 0.0))
    largest = abs(by_size[0][1].mean or 0.0)
    means = {name: term.mean or 0.0 for name, term in by_size[:_MOST_TERMS]}
    shown = {n: mean for n, mean in means.items() if round(mean) and abs(mean) >= _TINY * largest}
    amounts = language.amounts(*shown.values(), signed=True)
    parts = [
        f"{language.say(NAMES[name])} {amount}" for name, amount in zip(shown, amounts, strict=True)
    ]
    return language.say("Chiefly {parts}.", parts=", ".join(parts)) if parts else ""


_MOST_TERMS: Final = 3
_TINY: Final = 0.01


def explanation_verdict(explained: Explained, language: Language) -> str:
    """Luck, or what else, in one sentence."""
    row, said = explained.row, {"luck": language.money(explained.row["luck_dkk"])}
    verdict = explained.verdict
    if verdict == UNDECIDED:
        return _undecided(explained, language)
    if verdict == CHANCE:
        return language.say(
            "Mostly chance: by chance alone 95 % of runs fall within ±{luck}.", **said
        )
    said["cause"] = language.say(NAMES[verdict])
    if row["within_luck"]:
        return language.say(
            "Mostly {cause}, but one run could not tell it from luck: by chance alone 95 % of runs "
            "fall within ±{luck}.",
            **said,
        )
    return language.say(
        "Mostly {cause}, and not luck: by chance alone 95 % of runs fall within ±{luck}.", **said
    )


def _undecided(explained: Explained, language: Language) -> str:
    """Why no verdict is given."""
    row, said = explained.row, {"luck": language.money(explained.row["luck_dkk"])}
    cause = row["main_cause"]
    if cause is None:
        return language.say("Undecided, because nothing pulls it either way.")
    if cause == "interaction":
        return language.say(
            "Undecided, because most of it comes from causes acting together; by chance alone 95 % "
            "of runs fall within ±{luck}.",
            **said,
        )
    said["cause"] = language.say(NAMES[cause])
    if explained.deviation.low is None:
        return language.say(
            "Undecided, though mostly {cause} in this one run; by chance alone 95 % of runs fall "
            "within ±{luck}.",
            **said,
        )
    return language.say(
        "Undecided, though mostly {cause} in these runs, which are too few to be sure; by chance "
        "alone 95 % of runs fall within ±{luck}.",
        **said,
    )


def terms_reading(explanations: Explanations, language: Language) -> str:
    """Read the figure of the terms."""
    return language.say(
        "What each team’s deviation over {time} is made of. Terms to the left cost the team money, "
        "those to the right give it some; together they are the deviation, the black mark.",
        time=language.duration(int(explanations.tree["weeks"])),
    )


def funnel_reading(explanations: Explanations, language: Language) -> str:
    """Read the funnel."""
    points = explanations.tree["funnel"]["teams"]
    return language.say_count(
        "Of {count} team, {outside} lies outside what chance alone explains in 95 % of runs, and "
        "{far} outside the 99.8 % limits.",
        "Of {count} teams, {outside} lie outside what chance alone explains in 95 % of runs, and "
        "{far} outside the 99.8 % limits.",
        len(points),
        outside=language.number(sum(point["outside"] is not None for point in points)),
        far=language.number(sum(point["outside"] == _WIDEST for point in points)),
    )


_WIDEST: Final = max(LIMITS)


def limited_staff(explanations: Explanations, language: Language) -> str:
    """Why single runs may lie outside the limits; nothing where staff has no limit."""
    if "staff" not in explanations.tree["causes"]:
        return ""
    return language.say(
        "With limited staff luck reaches further than chance alone, because staff are paid whoever "
        "comes: single runs may lie outside the limits, and the mean tells."
    )


def smallest_team(explanations: Explanations, language: Language) -> str:
    """How large a team must be for chance to stay small."""
    smallest = explanations.tree["smallest_team"]
    if smallest is None:
        return ""
    return language.say(
        "Chance stays within ±{share} of revenue in 95 % of spans of {time} from {citizens} "
        "citizens on; a smaller team’s result says less about how it is run.",
        share=language.percent(smallest["within"]),
        time=language.duration(smallest["over_weeks"]),
        citizens=language.number(smallest["citizens"]),
    )


def sources(explanations: Explanations, language: Language) -> str:
    """Where the expectations are from, and what is approximate."""
    expectation = explanations.tree["expectation"]
    if not expectation["leaves_out"]:
        return language.say(
            "What is to be expected, and the reach of chance, are exact: the closed-form twin "
            "gives both."
        )
    if not reference_left_out(expectation["leaves_out"]):
        return language.say(
            "What is to be expected is exact, by the closed-form twin; the reach of chance is "
            "approximate."
        )
    return language.say(
        "What is to be expected is the mean of {count} simulated runs without any of the causes; "
        "the reach of chance is the closed-form twin’s and approximate.",
        count=language.number(expectation["replications"]),
    )
