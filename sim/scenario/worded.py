"""Words for readers, in one language or in both: titles and labels, which decide nothing."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field

from sim.scenario.schema.quantities import table_branch, text_branch, text_or_table

OneLanguage = Annotated[dict[Literal["da", "en"], str], Field(min_length=1)]
"""The words by language, as `{ da = "…", en = "…" }`; a language left out takes the other's."""

Worded = Annotated[
    Annotated[str, text_branch] | Annotated[OneLanguage, table_branch],
    Discriminator(text_or_table),
]


def worded(given: Worded, code: str = "en") -> str:
    """The words in a language, or the only ones; files have English, whatever is spoken."""
    if isinstance(given, str):
        return given
    by_code = {str(one): words for one, words in given.items()}
    return by_code.get(code) or next(iter(by_code.values()))
