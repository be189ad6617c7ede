"""The page of `forloeb search`: the best setting, how sure it is, the front, and what it costs."""

from functools import partial
from typing import Any, Final

from sim.experiments.searching.text import (
    SearchNaming,
    how_it_holds,
    how_sure,
    setting_text,
    what_is_best,
)
from sim.experiments.searching.trials import RISK
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
    capital,
    write_study_page,
)
from sim.reporting.words.intervals import intervals_of_runs
from sim.reporting.words.keys import (
    option_in_words,
    value_in_words,
    words_of_key,
    words_of_model,
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
    return _sentences(what_is_best, tree, words)


def _how(tree: Tree, words: Language) -> str:
    """How it was looked for, how sure it is, and where it is worst."""
    said = [_sentences(tell, tree, words) for tell in (how_sure, how_it_holds)]
    chance = [] if tree["method"] == "twin" else [intervals_of_runs(words)]
    return " ".join([_tried(tree, words), *filter(None, said), *chance])


def _sentences(tell: Any, tree: Tree, words: Language) -> str:  # noqa: ANN401 - one of three
    """What the terminal says, in words and in the page's language."""
    naming = SearchNaming(
        partial(option_in_words, words=words),
        partial(words_of_key, words=words),
        partial(words_of_model, words=words),
        partial(value_in_words, words=words),
        partial(amount_in, words),
    )
    with speaking(words.code):
        return words.ended(" ".join(tell(tree, naming)))


def _tried(tree: Tree, words: Language) -> str:
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
    key = [KeyEntry("dot", MEAN, words.say("a setting that no other beats in all figures"))]
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
    shown = _name(words, name)
    return capital(shown) if unit == shown else f"{capital(shown)}, {unit}"


def _name(words: Language, name: str) -> str:
    """A figure of the front in words."""
    return (
        words.say("the spread of single runs (sd)") if name == RISK else words_of_key(name, words)
    )


def _finalists(tree: Tree, words: Language) -> StudyTable:
    figure = tree["aim"]["figure"]
    rows = [
        (
            option_in_words(one["values"], words),
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
    title = words.say("The best few: {figure}", figure=words_of_key(figure, words))
    return StudyTable(title, heads, rows)


def _models(tree: Tree, words: Language) -> StudyTable:
    figure, robust = tree["aim"]["figure"], tree["robust"]
    rows = [
        (
            words_of_model(one["model"], words),
            amount_in(words, figure, one["figure"]),
            option_in_words(one["own_best"], words),
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
            option_in_words(one["values"], words),
            *(amount_in(words, _unit_of(tree, name), one["figures"][name]) for name in names),
        )
        for one in tree["front"]
    ]
    heads = (words.say("Setting"), *(capital(_name(words, name)) for name in names))
    return StudyTable(words.say("The front"), heads, rows if _has_front(tree) else [])
