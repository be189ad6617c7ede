"""What may be said of a number beside its value: the one list of the wrapper's keys.

`{ value, unit, source, year, status, low, high, law, n, period }`.
The checks, the JSON Schema, the ledger and
the report all read it here. `low` and `high` are the 2.5 and 97.5 % points of the law, or its ends
where the law has ends.
"""

import math
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from sim.model.terms import BEARERS
from sim.scenario.faults.suggestions import instead, listed
from sim.words import known, phrase

STATUSES: Final = ("published", "measured", "expert", "assumed")

LAWS_OF_POINTS: Final = ("gamma", "beta", "lognormal", "dirichlet")
"""Laws of which `low` and `high` are the 2.5 and 97.5 % points."""

LAWS_OF_ENDS: Final = ("triangular", "uniform")
"""Laws of which `low` and `high` are the ends."""

LAWS: Final = (*LAWS_OF_POINTS, *LAWS_OF_ENDS)

SUPPORT: Final = {
    "gamma": (0.0, math.inf),
    "beta": (0.0, 1.0),
    "lognormal": (0.0, math.inf),
    "dirichlet": (0.0, 1.0),
}
"""Least and greatest number that a law can give, where it has such."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class WrapperKey(NamedTuple):
    """One key: what stands in the JSON Schema, what is right, and what to say of what is not."""

    name: str
    json: dict[str, Any]
    is_right: Callable[[Any], bool]
    wrong: Callable[[Any, str], tuple[str, str]]
    """Of a value and how it is quoted: what is wrong, and the remedy."""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _no_text(_value: object, quoted: str) -> tuple[str, str]:
    return phrase("must be text, is {value}", value=quoted), phrase("write it in quotes")


def _is_year(value: object) -> bool:
    return type(value) is int and _FIRST_YEAR <= value <= _LAST_YEAR


def _no_year(_value: object, quoted: str) -> tuple[str, str]:
    return phrase("must be a year, is {value}", value=quoted), phrase("write it as 2024")


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _no_count(_value: object, quoted: str) -> tuple[str, str]:
    what = phrase("must be a whole number from 0, is {value}", value=quoted)
    return what, phrase("write how many there were")


def _none_of(names: tuple[str, ...], what: str) -> Callable[[Any, str], tuple[str, str]]:
    def wrong(value: object, quoted: str) -> tuple[str, str]:
        remedy = (
            instead(value, names)
            if isinstance(value, str)
            else phrase("write one of {names}", names=listed(names))
        )
        return phrase(what, value=quoted), remedy

    return wrong


def _is_number_or_several(value: object) -> bool:
    every = value if isinstance(value, list) else [value]
    return bool(every) and all(_is_finite(one) for one in every)


def _is_finite(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and (isinstance(value, int) or math.isfinite(float(str(value))))


def _no_number(_value: object, quoted: str) -> tuple[str, str]:
    return phrase("must be a number, is {value}", value=quoted), phrase("write a number")


_BOUND: Final = {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]}
_TEXT: Final = {"type": "string"}


def _described(json: dict[str, Any], description: str) -> dict[str, Any]:
    return {**json, "description": description}


PROVENANCE: Final = (
    WrapperKey("unit", _described(_TEXT, "What it is counted in."), _is_text, _no_text),
    WrapperKey(
        "source", _described(_TEXT, "Where it was read or who said it."), _is_text, _no_text
    ),
    WrapperKey(
        "year",
        _described(
            {"type": "integer", "minimum": _FIRST_YEAR, "maximum": _LAST_YEAR}, "Year it is of."
        ),
        _is_year,
        _no_year,
    ),
    WrapperKey(
        "status",
        _described({"enum": list(STATUSES)}, "How well it is known."),
        STATUSES.__contains__,
        _none_of(STATUSES, known("{value} is not a status")),
    ),
    WrapperKey(
        "low",
        _described(_BOUND, "Lowest value that is plausible."),
        _is_number_or_several,
        _no_number,
    ),
    WrapperKey(
        "high",
        _described(_BOUND, "Highest value that is plausible."),
        _is_number_or_several,
        _no_number,
    ),
    WrapperKey(
        "law",
        _described({"enum": list(LAWS)}, "How plausible what lies between low and high is."),
        LAWS.__contains__,
        _none_of(LAWS, known("{value} is not a law")),
    ),
    WrapperKey(
        "n",
        _described({"type": "integer", "minimum": 0}, "Observations that it was estimated from."),
        _is_count,
        _no_count,
    ),
    WrapperKey(
        "period",
        _described(_TEXT, "When these were, as 2024-01-01/2025-12-31."),
        _is_text,
        _no_text,
    ),
)

WRAPPER_KEYS: Final = ("value", *(key.name for key in PROVENANCE))

ONE_LETTER: Final = frozenset(key for key in WRAPPER_KEYS if len(key) == 1)
"""Keys too short for a misspelling of them to be told from another name."""


def _bears(value: object) -> bool:
    if isinstance(value, str):
        return value in BEARERS
    return isinstance(value, dict) and _shares_add_up(value)


def _shares_add_up(shares: dict[str, Any]) -> bool:
    is_known = all(name in BEARERS and _is_finite(share) for name, share in shares.items())
    if not is_known or any(share < 0 for share in shares.values()):
        return False
    return math.isclose(math.fsum(shares.values()), 1.0, abs_tol=1e-9)


def _no_bearer(value: object, quoted: str) -> tuple[str, str]:
    if isinstance(value, str):
        return phrase("{value} bears no account", value=quoted), instead(value, BEARERS)
    what = phrase(
        "must be one of {names}, or their shares, which add up to 1, is {value}",
        names=listed(BEARERS),
        value=quoted,
    )
    return what, phrase("write { region = 0.7, municipality = 0.3 }")


BEARER_KEY: Final = WrapperKey(
    "bearer",
    {
        "description": "Who bears it, or the share that each bears.",
        "anyOf": [
            {"enum": list(BEARERS)},
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    name: {"type": "number", "minimum": 0, "maximum": 1} for name in BEARERS
                },
            },
        ],
    },
    _bears,
    _no_bearer,
)
"""Of a price outside the rate alone: it decides what is said of the money, as a value does."""

BEARERS_KEY: Final = "bearers"
"""Key of a plain table of prices under which stands who bears each: no key of a file."""
