"""Whether a number's `unit` text contradicts the unit that its key says.

Keys carry their unit as words of their names: `hospital_day_dkk`, `cost_per_hour_dkk`,
`mean_weeks`. A text is read in Danish and English; what is not understood of it is believed.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from sim.words import known, phrase

_PERIODS: Final = {
    "hour": ("hour", "hours", "h", "hourly", "time", "timer", "timen", "t"),
    "day": ("day", "days", "daily", "dag", "dage", "dagen", "døgn", "døgnet"),
    "week": ("week", "weeks", "weekly", "uge", "uger", "ugen"),
    "month": ("month", "months", "monthly", "måned", "måneder", "måneden", "md", "mdr"),
    "year": ("year", "years", "yearly", "annual", "år", "året", "årlig", "årligt"),
    "minute": ("minute", "minutes", "min", "minut", "minutter"),
}
_PERIOD: Final = {word: period for period, words in _PERIODS.items() for word in words}
_KRONER: Final = frozenset({"dkk", "kr", "krone", "kroner"})
_THOUSANDS: Final = frozenset({"tkr", "tdkk", "mio", "mia", "million", "millions", "1000", "000"})
_PER: Final = frozenset({"per", "pr", "/", "om", "a", "i"})
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|/")


class KnownUnit(NamedTuple):
    """What is known of a unit: money or a length of time, counted per which time."""

    what: str = ""  # "money", or a period; empty where nothing is known
    per: str = ""  # a period; empty where nothing is known
    is_scaled: bool = False  # in thousands or millions


def contradiction(keys: Sequence[str], text: str) -> str | None:
    """The unit that the keys leading to a number say, where the text says another."""
    said = unit_of_text(text)
    for key in reversed(keys):
        own = unit_of_key(key)
        if own == KnownUnit():
            continue
        differs = said.is_scaled or any(
            a and b and a != b for a, b in ((own.what, said.what), (own.per, said.per))
        )
        return _in_words(own) if differs else None
    return None


def unit_of_key(key: str) -> KnownUnit:
    """What the name of a key says of its unit.

    Examples
    --------
    >>> unit_of_key("cost_per_hour_dkk")
    KnownUnit(what='money', per='hour', is_scaled=False)
    >>> unit_of_key("mean_weeks")
    KnownUnit(what='week', per='', is_scaled=False)
    """
    words = key.split("_")
    periods = [_PERIOD[word] for word in words if len(word) > 1 and word in _PERIOD]
    if "dkk" in words:
        return KnownUnit("money", periods[-1] if periods else "")
    if "per" in words:
        before = words[: words.index("per")]
        counted = [_PERIOD[word] for word in before if len(word) > 1 and word in _PERIOD]
        return KnownUnit(counted[-1] if counted else "", periods[-1] if periods else "")
    return KnownUnit(_PERIOD[words[-1]]) if words[-1] in _PERIODS_OF_KEYS else KnownUnit()


_PERIODS_OF_KEYS: Final = frozenset({"minutes", "hours", "days", "weeks"})


def unit_of_text(text: str) -> KnownUnit:
    """What a `unit` text says, as far as it is understood.

    Examples
    --------
    >>> unit_of_text("kr. pr. døgn")
    KnownUnit(what='money', per='day', is_scaled=False)
    """
    joined = text.lower().replace("t.kr", "tkr")
    words = _WORD.findall(joined)
    is_scaled = not _THOUSANDS.isdisjoint(words)
    divides = [place for place, word in enumerate(words) if word in _PER]
    first = divides[0] if divides else len(words)
    per = [_PERIOD[word] for word in words[first:] if word in _PERIOD]
    is_money = is_scaled or not _KRONER.isdisjoint(words)
    counted = [_PERIOD[word] for word in words[:first] if word in _PERIOD]
    what = "money" if is_money else counted[0] if len(words[:first]) == 1 and counted else ""
    return KnownUnit(what, per[0] if per else "", is_scaled)


_NAMES: Final = {
    "money": known("DKK"),
    "hour": known("hours"),
    "day": known("days"),
    "week": known("weeks"),
    "month": known("months"),
    "year": known("years"),
    "minute": known("minutes"),
    "": known("a number"),
}
_PER_NAMES: Final = {
    "hour": known("{counted} per hour"),
    "day": known("{counted} per day"),
    "week": known("{counted} per week"),
    "month": known("{counted} per month"),
    "year": known("{counted} per year"),
    "minute": known("{counted} per minute"),
}


def _in_words(unit: KnownUnit) -> str:
    counted = phrase(_NAMES[unit.what])
    return phrase(_PER_NAMES[unit.per], counted=counted) if unit.per else counted
