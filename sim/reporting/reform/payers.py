"""The figure of a reform, in both languages and both shapes: what changes for each payer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sim.economics.reform.reform import Reformed, reform_tree
from sim.experiments.folder.storage import writing_to
from sim.reporting.figures.drawing.look import SHAPES, Shape
from sim.reporting.figures.drawing.svg import standalone, svg
from sim.reporting.figures.payers import MOST_ROWS, PART_NAMES, Drawn, PayerChange, change_by_payer
from sim.reporting.words.language import LANGUAGES, Language
from sim.reporting.words.language import language as words_of
from sim.writing import made_folder, replace_text

NAME: Final = "change_by_payer"


def write_payer_figures(found: Reformed, folder: Path) -> list[Path]:
    """Write the figure, wide and narrow, in English and Danish.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    written = []
    with writing_to(folder):
        made_folder(folder)
        for words in map(words_of, LANGUAGES):
            for shape in SHAPES:
                path = folder / f"{NAME}.{words.code}.{shape.name}.svg"
                replace_text(_drawing(found, words, shape), path)
                written.append(path)
    return written


def drawn(found: Reformed, words: Language) -> Drawn:
    """The payers that move most, by their change; what the others come to, and the hours."""
    rows: Sequence[Mapping[str, Any]] = reform_tree(found)["payers"]
    payers = [
        PayerChange(words.name(row["payer"]), {name: float(row[name]) for name in PART_NAMES})
        for row in rows
    ]
    most_first = sorted(payers, key=lambda one: -abs(one.total))
    shown, rest = most_first[:MOST_ROWS], most_first[MOST_ROWS:]
    cells = [*_others(rest, words), *_cells(found, words)]
    return Drawn(sorted(shown, key=lambda one: one.total), cells)


def in_words_of(found: Reformed, words: Language) -> Language:
    """A language with the labels that the file gives its offers and payers."""
    offers = {one.name: one.label for one in found.values.offer}
    payers = {one.name: one.label for one in found.values.payer}
    return words._replace(labels={**offers, **payers})


def _drawing(found: Reformed, words: Language, shape: Shape) -> str:
    words = in_words_of(found, words)
    title = words.say("Change for each payer")
    salt = f"{NAME}-{shape.name}-{words.code}"
    return standalone(svg(change_by_payer(drawn(found, words), words, shape), salt, title), title)


def _others(rest: Sequence[PayerChange], words: Language) -> list[tuple[str, str]]:
    """The payers that are not drawn, added up."""
    if not rest:
        return []
    name = words.say_count("the other payer", "the other {count} payers", len(rest))
    return [(words.signed_money(sum(one.total for one in rest)), name)]


def _cells(found: Reformed, words: Language) -> list[tuple[str, str]]:
    """What citizens are granted, before and after."""
    contracts = [line.contract for line in found.lines]
    before = [of.hours_before for of in contracts]
    after = [of.hours_before if of.hours_after is None else of.hours_after for of in contracts]
    changed = sum(a != b for a, b in zip(before, after, strict=True))
    return [
        (words.number(len(contracts)), words.say("citizens")),
        (words.number(sum(before) / len(before), 1), words.say("paid hours a week before, mean")),
        (words.number(sum(after) / len(after), 1), words.say("needed after, mean")),
        (words.number(changed), words.say("citizens whose hours change")),
    ]
