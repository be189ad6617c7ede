"""Danish words for the closed lists of a scenario, as cells and headings may have them."""

from typing import Final

Words = tuple[tuple[str, str], ...]
"""The scenario's own word, and the Danish one."""

LEVEL_WORDS: Final = ("level", "niveau")

KINDS: Final[Words] = (
    ("development", "udvikling"),
    ("stabilisation", "stabilisering"),
    ("individual", "individuel"),
    ("hospital", "hospital"),
    ("waiting", "venter på plejebolig"),
)
POLICIES: Final[Words] = (
    ("needs_led", "behovsstyret"),
    ("budget_led", "budgetstyret"),
    ("incentive_led", "incitamentsstyret"),
    ("learning", "lærende"),
)
LAWS: Final[Words] = (
    ("gamma", "gamma"),
    ("lognormal", "lognormal"),
    ("weibull", "weibull"),
    ("exponential", "eksponentiel"),
    ("fixed", "fast"),
    ("empirical", "empirisk"),
)
OUTS: Final[Words] = (
    ("self_reliant", "selvhjulpen"),
    ("clinic", "sygeplejeklinik"),
    ("nursing_home", "plejebolig"),
    ("dead", "død"),
    ("moved", "fraflyttet"),
    ("resume", "tilbage"),
)
STATUSES: Final[Words] = (
    ("published", "offentliggjort"),
    ("measured", "målt"),
    ("expert", "faglig vurdering"),
    ("assumed", "antaget"),
)
FIT: Final[Words] = (("fit", "tilpas"),)
DOSE: Final[Words] = (("dose", "dosis"),)


def word_of(text: str, words: Words) -> str | None:
    """The scenario's own word for one in Danish or English; nothing for any other."""
    plain = text.strip().casefold()
    said = {form: own for own, danish in words for form in (own, own.replace("_", " "), danish)}
    return said.get(plain)


def word_in(own: str, words: Words, language: str) -> str:
    """A scenario's own word as a sheet of a language has it."""
    return dict(words).get(own, own) if language == "da" else own
