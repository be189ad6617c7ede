"""Units of a scenario's numbers in the words of a page: `DKK per week` is »kr. pr. uge«."""

from typing import Final

from sim.reporting.words.language import Language, known

_NOUNS: Final = {
    "DKK": known("DKK"),
    "share": known("share"),
    "hours": known("hours"),
    "hour": known("hour"),
    "minutes": known("minutes"),
    "days": known("days"),
    "day": known("day"),
    "weeks": known("weeks"),
    "week": known("week"),
    "year": known("year"),
    "citizens": known("citizens"),
    "citizen": known("citizen"),
    "contacts": known("contacts"),
    "contact": known("contact"),
    "course": known("course"),
    "slot": known("slot"),
    "places": known("places"),
    "full-time equivalents": known("full-time equivalents"),
}
_PER: Final = " per "


def unit_said(unit: str | None, language: Language) -> str:
    """A unit in a language; one that the model does not know, as it was given."""
    parts = (unit or "").split(_PER)
    if not all(part in _NOUNS for part in parts):
        return unit or ""
    first, *others = (language.say(_NOUNS[part]) for part in parts)
    for other in others:
        first = language.say("{one} per {other}", one=first, other=other)
    return first
