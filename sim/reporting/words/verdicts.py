"""Verdicts in the words of the pages; they are given in `experiments/summary/verdict.py`."""

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


def verdict_in_words(verdict: str, language: Language) -> str:
    """A verdict as a reader knows it."""
    return language.say(VERDICT_WORDS[verdict])
