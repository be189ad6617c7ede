"""Numbers as a reader types them, in the page's language, read strictly.

A Danish reader writes 2.700 and 0,175, an English one 2,700 and 0.175. What could be meant
either way is refused with what to write instead, never guessed: 0.175 on a Danish page is not 175.
"""

import re
from decimal import Decimal
from typing import Final

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from sim.reporting.words.language import Language

_DIGITS: Final = re.compile(r"[-+−]?[0-9][0-9.,]*")
_MOST_LETTERS: Final = 24
_SPACES: Final = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ", ""))


class NotANumberError(ValueError):
    """What was typed is no number, in the reader's language."""


def number_typed(text: str, language: Language) -> Decimal:
    """The number that was typed.

    Raises
    ------
    NotANumberError
        When it is none, or is written as another language writes it.
    """
    bare = text.strip().removesuffix("%").removesuffix("kr.").strip().translate(_SPACES)
    bare = bare.replace("\N{MINUS SIGN}", "-")
    if len(bare) > _MOST_LETTERS or not _DIGITS.fullmatch(bare):
        raise NotANumberError(
            language.say("“{text}” is not a number.", text=text.strip()[:_MOST_LETTERS])
        )
    try:
        return parse_decimal(bare, locale=language.code, strict=True)
    except NumberFormatError:
        raise NotANumberError(_suggested(bare, language)) from None


def _suggested(text: str, language: Language) -> str:
    meant = _other_way(text)
    if meant is None:
        return language.say("“{text}” is not a number.", text=text)
    return language.say(
        "“{text}” is not how a number is written here; write {meant}.",
        text=text,
        meant=written(meant, language),
    )


def _other_way(text: str) -> Decimal | None:
    """What the text would be with its signs taken the other way round."""
    signs = [sign for sign in text if sign in ".,"]
    if len(signs) != 1:
        return None
    return Decimal(text.replace(",", "."))


def written(value: Decimal | float, language: Language) -> str:
    """A number as a field shows it, with all its decimals."""
    return format_decimal(
        Decimal(str(value)), format=_AS_GIVEN, locale=language.code, decimal_quantization=False
    )


_AS_GIVEN: Final = "#,##0.##########"
