"""Words of verdicts and causes on the pages.

Verdicts are given in `experiments/summary/verdict.py`.
"""

from typing import Final

from sim.reporting.words.language import Language, known

VERDICT_WORDS: Final = {
    "chance": known("chance"),
    "price": known("price"),
    "case_mix": known("case mix"),
    "behaviour": known("behaviour"),
    "capacity": known("capacity"),
    "timing": known("timing"),
    "undecided": known("undecided"),
    "balances": known("balances"),
}

CAUSE_NAMES: Final = {
    "behaviour": known("the teams’ behaviour"),
    "declined": known("citizens whom teams decline"),
    "staff": known("limited staff"),
    "clinic": known("the clinic’s limits"),
    "nursing_home": known("the nursing-home queue"),
    "timing": known("what changes over time"),
}
"""What a run may hold beside rates and chance, as a sentence names it."""


def verdict_in_words(verdict: str, language: Language) -> str:
    """A verdict as a reader knows it."""
    return language.say(VERDICT_WORDS[verdict])
