"""Headings of columns: the key in words, and its unit in brackets."""

from typing import Final

_UNITS: Final = (
    ("_dkk_per_year", "DKK per year"),
    ("_dkk_per_week", "DKK per week"),
    ("_dkk_per_day", "DKK per day"),
    ("weekly_dkk", "DKK per week"),
    ("_dkk", "DKK"),
    ("_hours_per_week", "hours per week"),
    ("_hours", "hours"),
    ("_per_week", "per week"),
    ("_per_year", "per year"),
    ("_14_days", "number"),
    ("_weeks", "weeks"),
    ("_days", "days"),
    ("_day", "day of the run"),
    ("_share", "share"),
    ("probability", "probability"),
    ("share", "share"),
    ("_visits", "visits"),
    ("_contacts", "contacts"),
    ("citizens", "citizens"),
    ("census", "citizens"),
    ("occupancy", "share"),
    ("places", "citizens"),
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
    """
    *_, last = named = [part for part in key.split(".") if part != "mean"] or [key]
    of = named[-2] if last in {"low", "high"} and len(named) > 1 else last
    unit = unit_of_figure(of)
    words = ", ".join(part.replace("_dkk", "").replace("_", " ") for part in named)
    return f"{words} [{unit}]" if unit else words
