"""What the intervals of a page are of, said once a page: chance, the numbers, or both."""

from typing import NamedTuple

from sim.reporting.words.language import Language


class WithNumbers(NamedTuple):
    """Where 95 % of single runs fall by chance and the numbers together [DKK]: `uncertain`'s."""

    low: float
    high: float
    weeks: int  # that each run reports


def intervals_of_runs(words: Language, both: WithNumbers | None = None) -> str:
    """Intervals over runs know chance alone; a study beside the run knows the numbers too."""
    said = words.say(
        "Intervals and bands hold chance alone; the scenario’s numbers are taken as they stand."
    )
    if both is None:
        return said
    low, high = words.amounts(both.low, both.high, signed=True)
    more = words.say(
        "With what is not known of the numbers too, 95 % of results over {time} lie between {low} "
        "and {high} (forloeb uncertain).",
        time=words.duration(both.weeks),
        low=low,
        high=high,
    )
    return f"{said} {more}"


def intervals_of_answer(words: Language, *, is_exact: bool) -> str:
    """An answer that is worked out, not drawn, has no chance in it."""
    if not is_exact:
        return intervals_of_runs(words)
    return words.say("No chance in it; the scenario’s numbers are taken as they stand.")
