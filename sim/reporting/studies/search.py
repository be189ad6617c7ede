"""The page of `forloeb search`: the best setting, how sure it is, the front, and what it costs."""

from functools import partial
from typing import Any, Final

from sim.experiments.searching.text import conclusions, setting_text
from sim.experiments.searching.trials import RISK
from sim.experiments.studies.text import FigureAmounts
from sim.reporting.figures.drawing.look import DEFICIT, MEAN, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.scatter import PointSeries, ScatterWords, scatter_figure
from sim.reporting.page.page import PageFigure, Said, part
from sim.reporting.studies.page import (
    StudyTable,
    StudyWords,
    Tree,
    amount_in,
    axis_of,
    write_study_page,
)
from sim.reporting.words.language import Language
from sim.words import speaking

_PAIR: Final = 2


def search_words(tree: Tree, named: str, words: Language) -> StudyWords:
    """What stands on the page."""
    title = words.say("The best setting: {scenario}", scenario=named)
    figures = [_front(tree, words)] if _has_front(tree) else []
    tables = [_finalists(tree, words), _models(tree, words), _front_table(tree, words)]
    return StudyWords(title, _answer(tree, words), _how(tree, words), figures, tables)


write_search_page: Final = partial(write_study_page, search_words)
"""Write `report.html` of a search into its folder."""


def _answer(tree: Tree, words: Language) -> str:
    """What the terminal says, in the page's language."""
    means = [abs(one["figure"]["mean"]) for one in tree["finalists"]]
    with speaking(words.code):
        amounts = FigureAmounts(tree["aim"]["figure"], max(means, default=0.0))
        return " ".join(conclusions(tree, amounts))  # type: ignore[arg-type] # as it was written


def _how(tree: Tree, words: Language) -> str:
    trials = words.number(tree["trials"])
    if tree["method"] == "twin":
        return words.say("{trials} settings were tried, each solved exactly.", trials=trials)
    return words.say(
        "{trials} settings were tried, each with the same {runs} runs; the best few were run again "
        "under new chance.",
        trials=trials,
        runs=words.number(tree["replications"]),
    )


def _has_front(tree: Tree) -> bool:
    return len(tree["front_figures"]) >= _PAIR and len(tree["front"]) >= _PAIR


def _front(tree: Tree, words: Language) -> PageFigure:
    """The first two figures of the front against each other."""
    first, second = (one["figure"] for one in tree["front_figures"][:_PAIR])
    points = [(one["figures"][first], one["figures"][second]) for one in tree["front"]]
    axes = [
        axis_of(words, _unit_of(tree, name), max(abs(point[n]) for point in points))
        for n, name in enumerate((first, second))
    ]
    (across, across_unit), (upright, upright_unit) = axes
    scaled = [(x / across, y / upright) for x, y in points]
    best = [at for at, one in zip(scaled, tree["front"], strict=True) if one["best"]]
    key = [KeyEntry("dot", MEAN, words.say("a setting that no other beats in both"))]
    if best:
        key.append(KeyEntry("dot", DEFICIT, words.say("the best setting")))
    series = [PointSeries(scaled), PointSeries(best, DEFICIT)]
    said_axes = ScatterWords(
        _axis_name(words, first, across_unit), _axis_name(words, second, upright_unit), key
    )

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return scatter_figure(series, said_axes, words, shape)

    said = Said(
        "front",
        words.say("What one figure costs of the other"),
        words.say(
            "Every setting tried than which no other was better in all figures of the front."
        ),
    )
    names = [one["figure"] for one in tree["front_figures"]]
    lines = [
        (setting_text(one["values"]), *(one["figures"][name] for name in names))
        for one in tree["front"]
    ]
    return part(said, draw, (("setting", *names), lines), words)


def _unit_of(tree: Tree, name: str) -> str:
    """A figure that has a figure's unit: risk has that of the aim."""
    return tree["aim"]["figure"] if name == RISK else name


def _axis_name(words: Language, name: str, unit: str) -> str:
    shown = words.say("risk: sd of single runs") if name == RISK else name
    return shown if unit == name else f"{shown}, {unit}"


def _finalists(tree: Tree, words: Language) -> StudyTable:
    figure = tree["aim"]["figure"]
    rows = [
        (
            setting_text(one["values"]),
            *(amount_in(words, figure, one["figure"][end]) for end in ("mean", "low", "high")),
            words.say("yes") if one["keeps_limits"] else words.say("no"),
        )
        for one in tree["finalists"]
    ]
    heads = (
        words.say("Setting"),
        words.say("Mean"),
        words.say("Low"),
        words.say("High"),
        words.say("Keeps the limits"),
    )
    title = words.say("The best few: {figure}", figure=figure)
    return StudyTable(title, heads, rows)


def _models(tree: Tree, words: Language) -> StudyTable:
    figure, robust = tree["aim"]["figure"], tree["robust"]
    rows = [
        (
            one["model"],
            amount_in(words, figure, one["figure"]),
            setting_text(one["own_best"]),
            amount_in(words, figure, one["own_figure"]),
            amount_in(words, figure, one["regret"]),
        )
        for one in (robust["models"] if robust else ())
    ]
    heads = (
        words.say("Behaviour"),
        words.say("Figure"),
        words.say("Its own best setting"),
        words.say("Figure there"),
        words.say("Regret"),
    )
    return StudyTable(words.say("Under every behaviour model"), heads, rows)


def _front_table(tree: Tree, words: Language) -> StudyTable:
    names = [one["figure"] for one in tree["front_figures"]]
    rows = [
        (
            setting_text(one["values"]),
            *(amount_in(words, _unit_of(tree, name), one["figures"][name]) for name in names),
        )
        for one in tree["front"]
    ]
    heads = (words.say("Setting"), *names)
    return StudyTable(words.say("The front"), heads, rows if _has_front(tree) else [])
