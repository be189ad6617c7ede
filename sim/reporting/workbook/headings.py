"""Headings of columns: the key in words, and its unit in brackets, in the language spoken."""

from typing import Final

from sim.reporting.workbook.words import HEADINGS
from sim.words import known, phrase, spoken

_UNITS: Final = (
    ("_dkk_per_year", known("DKK per year")),
    ("_dkk_per_week", known("DKK per week")),
    ("_dkk_per_day", known("DKK per day")),
    ("weekly_dkk", known("DKK per week")),
    ("_dkk", known("DKK")),
    ("_hours_per_week", known("hours per week")),
    ("_hours", known("hours")),
    ("_per_week", known("per week")),
    ("_per_year", known("per year")),
    ("_14_days", known("number")),
    ("_weeks", known("weeks")),
    ("_days", known("days")),
    ("_day", known("day of the run")),
    ("_share", known("share")),
    ("probability", known("probability")),
    ("share", known("share")),
    ("_visits", known("visits")),
    ("_contacts", known("contacts")),
    ("citizens", known("citizens")),
    ("census", known("citizens")),
    ("occupancy", known("share")),
    ("places", known("citizens")),
)
"""How a key ends, and the unit that it then has; the first that fits."""


def unit_of_figure(key: str) -> str:
    """Unit that the end of a key says; empty where it says none."""
    return next((unit for end, unit in _UNITS if key.endswith(end)), "")


def heading(key: str) -> str:
    """The heading of a key; `a.b` is b of a.

    Examples
    --------
    >>> heading("deviation_dkk.low"), heading("verdict")
    ('deviation, low [DKK]', 'verdict')
    >>> from sim.words import speaking
    >>> with speaking("da"):
    ...     heading("revenue_dkk_per_year.low")
    'indtægter pr. år, nederst [kr. pr. år]'
    """
    *_, last = named = [part for part in key.split(".") if part != "mean"] or [key]
    of = named[-2] if last in {"low", "high"} and len(named) > 1 else last
    unit = unit_of_figure(of)
    words = ", ".join(key_in_words(part) for part in named)
    return f"{words} [{phrase(unit)}]" if unit else words


_PER: Final = (known("per year"), known("per week"), known("per day"))
_HEADINGS: Final = frozenset(HEADINGS)
_STATE: Final = "state"


def key_in_words(key: str) -> str:
    """A key in words."""
    words = key.replace("_dkk", "").replace("_", " ")
    if spoken() == "en" or words in _HEADINGS:
        return phrase(words)
    of, _, last = words.rpartition(" ")
    per = f"{of.rpartition(' ')[2]} {last}"
    if per in _PER:
        return f"{key_in_words(words.removesuffix(f' {per}'))} {phrase(per)}"
    if last in {"weeks", "days", "hours", "share"} and of in _HEADINGS:
        return f"{phrase(of)}, {phrase(last)}"
    return phrase(known("the state")) if words == _STATE else words
