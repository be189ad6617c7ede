"""A care team in the words of an offer of specialised social care, in both languages.

An offer is a team to the model (`docs/offers.md`), and no reader of its page calls it one. Words
are changed in a sentence before its values are put in, so that a planner's own names stay as given.
For all floors.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

Change = str | Callable[[re.Match[str]], str]


def in_words_of_offers(sentence: str, code: str) -> str:
    """A sentence of a language as the owner of an offer would say it.

    Examples
    --------
    >>> in_words_of_offers("Teams at risk: {teams}, a team alone", "en")
    'Offers at risk: {teams}, an offer alone'
    >>> in_words_of_offers("betaling til teamene, hvert teams resultat", "da")
    'betaling til tilbuddene, hvert tilbuds resultat'
    """
    for pattern, change in _CHANGES[code]:
        sentence = pattern.sub(change, sentence)
    return sentence


def _inflected(stem: str, forms: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """A word with its ending, and a capital where there was one."""

    def change(found: re.Match[str]) -> str:
        word = stem + forms[found["ending"] or ""]
        return word.capitalize() if found["first"].isupper() else word

    return change


_DANISH: Final = {"": "", "s": "", "s’": "s"} | {
    "et": "det",
    "ets": "dets",
    "ene": "dene",
    "enes": "denes",
}
_CHANGES: Final[Mapping[str, tuple[tuple[re.Pattern[str], Change], ...]]] = {
    "en": (
        (re.compile(r"\b([Aa]) team\b"), r"\1n offer"),
        (
            re.compile(r"(?<![\w{])(?P<first>[Tt])eam(?P<ending>s’|’s|s)?(?![\w}])"),
            _inflected("offer", {"": "", "s": "s", "’s": "’s", "s’": "s’"}),
        ),
        (re.compile(r"\bhome care\b"), "support"),
        (re.compile(r"\bGranted hours\b"), "Granted hours of support"),
    ),
    "da": (
        (re.compile(r"\b(hvert|Hvert|mindre) teams\b"), r"\1 tilbuds"),
        (
            re.compile(r"(?<![\w{])(?P<first>[Tt])eam(?P<ending>s’|s|enes|ene|ets|et)?(?![\w}])"),
            _inflected("tilbud", _DANISH),
        ),
        (re.compile(r"\bhjemmepleje"), "støtte"),
        (re.compile(r"\bplejen\b"), "støtten"),
        (re.compile(r"\bVisiterede timer\b"), "Bevilgede støttetimer"),
        (re.compile(r"\bvisiterede timer\b"), "bevilgede støttetimer"),
    ),
}
