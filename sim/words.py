"""The language in which Forløb speaks, and every sentence it says in it.

English is the language of the source text. A sentence for a reader is a `phrase`, with a named
placeholder for each value; its Danish stands in the catalogue, `reporting/words/da`. The language
is the one chosen on the command line or in `FORLOEB_LANGUAGE`; the machine's own settings choose
none. Keys, names and the numbers of JSON are never translated. For all floors.
"""

import gettext
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "da")
LANGUAGE: Final = "FORLOEB_LANGUAGE"
"""Environment variable: the language where no other is chosen."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

_CATALOGUES: Final = Path(__file__).parent / "reporting" / "words"
_SEPARATORS: Final = {"da": str.maketrans(",.", ".,")}
_of_offers: ContextVar[bool] = ContextVar("of_offers", default=False)
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def spoken() -> str:
    """Code of the language spoken now; English unless another is chosen."""
    code = _chosen.get() or os.environ.get(LANGUAGE, "")
    return code if code in LANGUAGES else "en"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language within this block, on this thread alone."""
    before = _chosen.set(code)
    try:
        yield
    finally:
        _chosen.reset(before)


@contextmanager
def speaking_with_workers(code: str) -> Iterator[None]:
    """Speak a language within this block, in the processes that begin there too."""
    before = os.environ.get(LANGUAGE)
    os.environ[LANGUAGE] = code
    try:
        with speaking(code):
            yield
    finally:
        os.environ.pop(LANGUAGE)
        if before is not None:
            os.environ[LANGUAGE] = before


@contextmanager
def speaking_of_offers(*, is_so: bool) -> Iterator[None]:
    """Call teams offers within this block, where they are some."""
    before = _of_offers.set(is_so)
    try:
        yield
    finally:
        _of_offers.reset(before)


def speaks_of_offers() -> bool:
    """Claim that teams are called offers here."""
    return _of_offers.get()


def known(message: str) -> str:
    """Mark words for translation where they are listed; `phrase` says them where they are shown."""
    return message


def phrase(message: str, /, **values: object) -> str:
    """Say a sentence in the language spoken now, with its placeholders filled in."""
    text = _worded(translations(spoken()).gettext(message)) if message else message
    return text.format(**values) if values else text


def phrase_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Say a sentence that depends on a count, which fills `{count}`."""
    text = _worded(translations(spoken()).ngettext(one, many, count))
    return text.format(count=number_said(count), **values)


def _worded(sentence: str) -> str:
    return in_words_of_offers(sentence, spoken()) if speaks_of_offers() else sentence


def number_said(value: float, decimals: int = 0) -> str:
    """Write a number with thousands apart; no minus before a zero.

    Examples
    --------
    >>> number_said(-1234.5, 1)
    '-1,234.5'
    >>> with speaking("da"):
    ...     number_said(-1234.5, 1)
    '-1.234,5'
    """
    text = f"{value:,.{decimals}f}"
    bare = text.removeprefix("-")
    return (bare if not bare.strip("0.,") else text).translate(_SEPARATORS.get(spoken(), {}))


def plain_said(value: float) -> str:
    """Write a number with the decimals it has, six figures at most and its thousands together."""
    return f"{value:g}".translate(_SEPARATORS.get(spoken(), {}))


def percent_said(share: float, decimals: int = 0) -> str:
    """Write a share of one in per cent; in Danish nothing parts number and sign."""
    gap = " " if spoken() == "en" else NO_BREAK
    return f"{number_said(100 * share, decimals)}{gap}%"


def words_of_files(text: str, code: str | None = None) -> str:
    """What a file says of a number's source, in a language, else the one spoken.

    Files that come with Forløb are written in English and have a catalogue of their own. What
    anybody else's file says stays as it is; two texts that were put together are said each.

    Examples
    --------
    >>> words_of_files("as at level 4; Tuntland 2015", "da")
    'som på niveau 4; Tuntland 2015'
    """
    said = translations(code or spoken(), FILES).gettext
    for parts in ([text], text.split(_BETWEEN)):
        found = [said(part) if part else part for part in parts]
        if found != parts:
            return _BETWEEN.join(found)
    return text


FILES: Final = "files"
"""Catalogue of what the files that come with Forløb say."""

_BETWEEN: Final = "; "


def words_file(code: str, catalogue: str = "forloeb") -> Path:
    """Where the words of a language are written."""
    return _CATALOGUES / code / "LC_MESSAGES" / f"{catalogue}.po"


@cache
def translations(code: str, catalogue: str = "forloeb") -> gettext.NullTranslations:
    """A catalogue of a language; English needs none."""
    if code == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with words_file(code, catalogue).open("rb") as words:
        write_mo(compiled, read_po(words, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# Teams as offers

Change = str | Callable[[re.Match[str]], str]


def in_words_of_offers(sentence: str, code: str) -> str:
    """A sentence of a language as the owner of an offer of specialised social care would say it.

    An offer is a team to the model (`docs/offers.md`), and no reader of its page calls it one.
    Words are changed before values are put in, so that a planner's own names stay as given.

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
