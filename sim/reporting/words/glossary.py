"""The words of Forløb, explained: Danish beside English, and where a reader meets them.

The words stand in `glossary.toml`; each kind of tariff brings its own (`sim/scenario/tariffs/`).
`forloeb glossary` prints them; `docs/glossary.md` is the page.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from typing_extensions import TypedDict

from sim.model.version import DOCUMENT_VERSION
from sim.scenario.tariffs.listed import TARIFF_KINDS

_KIND_KEY: Final = "tariff.kind"


class Word(NamedTuple):
    """One word: its name and meaning in both languages, and where it is seen."""

    en: str
    da: str
    means: str
    betyder: str
    seen: str

    def meaning(self, language: str) -> str:
        """What the word means, in a language."""
        return self.betyder if language == "da" else self.means


class WordRow(TypedDict):
    """One word, by the fields of `Word`."""

    en: str
    da: str
    means: str
    betyder: str
    seen: str


class GlossaryTree(TypedDict):
    """What `forloeb glossary --json` prints."""

    schema: Literal[1]
    words: list[WordRow]


@cache
def words() -> tuple[Word, ...]:
    """Every word, by its English name."""
    text = files(__package__).joinpath("glossary.toml").read_text(encoding="utf-8")
    written = [Word(**word) for word in tomllib.loads(text)["word"]]
    kinds = [Word(kind.name, *kind.word, _KIND_KEY) for kind in TARIFF_KINDS]
    return tuple(sorted([*written, *kinds], key=lambda word: word.en.casefold()))


def looked_up(text: str) -> list[Word]:
    """Words whose name in either language, or whose place, holds a text; a whole name alone."""
    wanted = text.casefold().replace("_", " ").strip()
    whole = [word for word in words() if wanted in (word.en.casefold(), word.da.casefold())]
    return whole or [
        word
        for word in words()
        if any(
            wanted in part.casefold().replace("_", " ") for part in (word.en, word.da, word.seen)
        )
    ]


def known_names() -> list[str]:
    """Every name in both languages, for the nearest one to a misspelt word."""
    return [name for word in words() for name in (word.en, word.da)]


def as_lines(found: Iterable[Word], language: str) -> str:
    """Words for a terminal: both names, the meaning, and where the word is seen."""
    return "\n".join(
        f"{word.en} · {word.da}\n  {word.meaning(language)}\n  [{word.seen}]\n" for word in found
    )


def as_tree(found: Iterable[Word]) -> GlossaryTree:
    """Words as a document."""
    rows: list[WordRow] = [
        {"en": en, "da": da, "means": means, "betyder": betyder, "seen": seen}
        for en, da, means, betyder, seen in found
    ]
    return {"schema": DOCUMENT_VERSION, "words": rows}


def as_page() -> str:
    """All words as `docs/glossary.md`."""
    rows = (f"| {word.en} | {word.da} | {word.means} | {word.seen} |" for word in words())
    return "\n".join(
        (
            "# Glossary",
            "",
            "One word for one thing. `forloeb glossary WORD` prints a word; `--language da` in",
            "Danish. This page is made by `forloeb glossary --page > docs/glossary.md`.",
            "",
            "| English | Danish | meaning | where it is seen |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        )
    )
