"""The page of `forloeb uncertain`: one figure, and three intervals that say what they are of."""

from functools import partial
from typing import Any, Final

from sim.reporting.figures.drawing.look import INK, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.tornado import TornadoRow, TornadoWords, tornado_figure
from sim.reporting.page.page import Said, part
from sim.reporting.studies.page import (
    StudyTable,
    StudyWords,
    Tree,
    amount_in,
    axis_of,
    capital,
    write_study_page,
)
from sim.reporting.words.keys import words_of_key
from sim.reporting.words.language import ABSENT, Language, known

_CAUSES: Final = (
    ("chance", known("Chance alone")),
    ("parameters", known("Numbers alone")),
    ("both", known("Both")),
)


def uncertain_words(tree: Tree, named: str, words: Language) -> StudyWords:
    """What stands on the page."""
    title = words.say("How sure the answer is: {scenario}", scenario=named)
    return StudyWords(
        title,
        _answer(tree, words),
        _how(tree, words),
        [_figure(tree, words)],
        [
            _intervals(tree, words),
            _numbers(tree, words),
        ],
    )


write_uncertain_page: Final = partial(write_study_page, uncertain_words)
"""Write `report.html` of an uncertainty study into its folder."""


def _answer(tree: Tree, words: Language) -> str:
    both, figure = tree["interval"]["both"], tree["figure"]
    said = {
        "figure": words_of_key(figure, words),
        "low": amount_in(words, figure, both["low"]),
        "high": amount_in(words, figure, both["high"]),
    }
    if tree["parameters_share"] is None:
        return words.say("Nothing varies: {figure} is {low}.", **said)
    return words.say(
        "95 of 100 runs end with {figure} between {low} and {high}; {parameters} of that variance "
        "is numbers that are not known exactly, {chance} is chance.",
        parameters=words.percent(tree["parameters_share"], 0),
        chance=words.percent(tree["chance_share"], 0),
        **said,
    )


def _how(tree: Tree, words: Language) -> str:
    fixed = words.say(
        "{fixed} of {numbers} numbers have no range and are held fixed.",
        fixed=words.number(tree["fixed"]),
        numbers=words.number(tree["numbers"]),
    )
    samples = words.number(tree["samples"])
    if tree["method"] == "twin":
        how = words.say("{samples} samples of the others, solved exactly.", samples=samples)
    else:
        how = words.say(
            "{samples} samples of the others, {runs} runs each.",
            samples=samples,
            runs=words.number(tree["replications"]),
        )
    return f"{fixed} {how}"


def _figure(tree: Tree, words: Language) -> Any:  # noqa: ANN401 - a figure's place on the page
    figure, of = tree["figure"], tree["interval"]
    unit, label = axis_of(words, figure, max(abs(of["both"]["low"]), abs(of["both"]["high"])))
    rows = [
        TornadoRow(words.say(name), *(of[cause][end] / unit for end in ("mean", "low", "high")))
        for cause, name in _CAUSES
    ]
    key = [
        KeyEntry("dot", INK, words.say("mean")),
        KeyEntry("line", INK, words.say("95 % of them")),
    ]

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return tornado_figure(rows, TornadoWords(label, key, bars=False), words, shape)

    said = Said(
        "intervals",
        words.say("What each interval is of"),
        words.say(
            "Chance alone, and both together: how a single run may end. Numbers alone: how far the "
            "numbers of the scenario move the expected figure."
        ),
    )
    table = (
        ("cause", "mean", "low", "high"),
        [(cause, *(of[cause][end] for end in ("mean", "low", "high"))) for cause, _ in _CAUSES],
    )
    return part(said, draw, table, words)


def _intervals(tree: Tree, words: Language) -> StudyTable:
    figure, of = tree["figure"], tree["interval"]
    shares = {"chance": tree["chance_share"], "parameters": tree["parameters_share"]}
    rows = [
        (
            words.say(name),
            words.percent(shares.get(cause), 0) if shares.get(cause) is not None else ABSENT,
            *(amount_in(words, figure, of[cause][end]) for end in ("mean", "low", "high")),
        )
        for cause, name in _CAUSES
    ]
    heads = [words.say(head) for head in _HEADS]
    return StudyTable(capital(words_of_key(figure, words)), heads, rows)


_HEADS: Final = (
    known("95 % by"),
    known("Share of variance"),
    known("Mean"),
    known("Low"),
    known("High"),
)


def _numbers(tree: Tree, words: Language) -> StudyTable:
    rows = [(words_of_key(one["key"], words), words.name(one["status"])) for one in tree["factors"]]
    heads = [words.say("Number"), words.say("Status")]
    return StudyTable(words.say("Numbers that were drawn from their laws"), heads, rows)
