"""The page of `forloeb sensitivity`: a tornado, the indices, and what rests on which status."""

from functools import partial
from typing import Any, Final

from sim.experiments.studies.sensitivity_text import by_share
from sim.reporting.figures.drawing.look import INK, MEAN, SURPLUS, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.scatter import PointSeries, ScatterWords, scatter_figure
from sim.reporting.figures.tornado import TornadoRow, TornadoWords, tornado_figure
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
from sim.reporting.words.keys import words_of_key
from sim.reporting.words.language import Language

_PER_CENT: Final = 100


def sensitivity_words(tree: Tree, named: str, words: Language) -> StudyWords:
    """What stands on the page."""
    title = words.say("What the answer hangs on: {scenario}", scenario=named)
    figures = (
        [_swings(tree, words), _shares(tree, words), _scatter(tree, words)]
        if tree["factors"]
        else []
    )
    tables = [_by_status(tree, words), _screened(tree, words)]
    return StudyWords(title, _answer(tree, words), _how(tree, words), figures, tables)


write_sensitivity_page: Final = partial(write_study_page, sensitivity_words)
"""Write `report.html` of a sensitivity study into its folder."""


def _answer(tree: Tree, words: Language) -> str:
    statuses, figure = by_share(tree["by_status"]), words_of_key(tree["figure"], words)
    if not statuses or not statuses[0][1]["mean"]:
        return words.say("{figure} does not move with any number.", figure=capital(figure))
    status, share = statuses[0]
    return words.say(
        "{share} of what is not known of {figure} rests on figures that are {status}; most of all "
        "on {key}.",
        share=words.percent(share["mean"], 0),
        figure=figure,
        status=words.name(status),
        key=words_of_key(tree["factors"][0]["key"], words),
    )


def _how(tree: Tree, words: Language) -> str:
    said = words.say(
        "{settings} settings; {fixed} of {numbers} numbers have no range and are held fixed.",
        settings=words.number(tree["settings"]),
        fixed=words.number(tree["fixed"]),
        numbers=words.number(tree["numbers"]),
    )
    if tree["chance_share"] is None:
        return said
    chance, within = words.percent(tree["chance_share"], 0), tree["chance_share_interval"]
    if within is None:
        more = words.say("Of a single run's variance {share} is chance.", share=chance)
        return f"{said} {more}"
    more = words.say(
        "Of a single run's variance {share} is chance (95 % interval {low} to {high}).",
        share=chance,
        low=words.percent(within["low"], 0),
        high=words.percent(within["high"], 0),
    )
    return f"{said} {more}"


def _swings(tree: Tree, words: Language) -> PageFigure:
    """The figure with each number by itself at its low and its high point."""
    factors, figure = tree["factors"], tree["figure"]
    ends = [(one["at_low"], one["at_high"]) for one in factors]
    unit, label = axis_of(words, figure, max(abs(end) for pair in ends for end in pair))
    rows = [
        TornadoRow(
            words_of_key(one["key"], words),
            sum(pair) / 2 / unit,
            min(pair) / unit,
            max(pair) / unit,
        )
        for one, pair in zip(factors, ends, strict=True)
    ]
    key = [KeyEntry("line", INK, words.say("from one end of its range to the other"))]

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return tornado_figure(rows, TornadoWords(label, key, bars=False), words, shape)

    said = Said(
        "tornado",
        words.say("How far each number moves the figure"),
        words.say(
            "{figure} with one number at the 2.5 and 97.5 % points of its law, the others in the "
            "middle of theirs.",
            figure=capital(words_of_key(figure, words)),
        ),
    )
    table = (
        ("key", "at_low", "at_high"),
        [(one["key"], *pair) for one, pair in zip(factors, ends, strict=True)],
    )
    return part(said, draw, table, words)


def _scatter(tree: Tree, words: Language) -> PageFigure:
    """The figure at every point of a sample, over the range of the number on which most rests."""
    of, figure = tree["scatter"], tree["figure"]
    unit, label = axis_of(words, figure, max(abs(value) for _, value in of["points"]))
    points = [(_PER_CENT * place, value / unit) for place, value in of["points"]]
    key = [KeyEntry("dot", MEAN, words.say("a point of the sample: all numbers drawn"))]
    across = words.say("per cent point of its law")

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return scatter_figure([PointSeries(points)], ScatterWords(across, label, key), words, shape)

    said = Said(
        "scatter",
        words.say(
            "The figure along the number on which most rests: {key}",
            key=words_of_key(of["key"], words),
        ),
        words.say("How far the points lie apart at one place is what the other numbers do."),
    )
    lines = [(of["key"], *point) for point in of["points"]]
    return part(said, draw, (("key", "place", figure), lines), words)


def _shares(tree: Tree, words: Language) -> PageFigure:
    rows = [_share_row(one, words) for one in tree["factors"]]
    key = [
        KeyEntry("band", SURPLUS, words.say("by itself; paler: together with others")),
        KeyEntry("line", INK, words.say("95 % interval of the whole bar")),
    ]

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return tornado_figure(rows, TornadoWords(words.say("% of the variance"), key), words, shape)

    said = Said(
        "indices",
        words.say("Share of the variance by number"),
        words.say(
            "Sobol’ indices: by itself (first order), and with all that it acts together with "
            "(total)."
        ),
    )
    ends = ("mean", "low", "high")
    heads = ("key", *(f"{order}_{end}" for order in ("first", "total") for end in ends))
    lines = [
        (one["key"], *(one[order][end] for order in ("first", "total") for end in ends))
        for one in tree["factors"]
    ]
    return part(said, draw, (heads, lines), words)


def _share_row(one: Tree, words: Language) -> TornadoRow:
    """A number's total index and its part by itself [% of the variance]; none below 0 is drawn."""
    mean, low, high = (max(one["total"][end], 0.0) * _PER_CENT for end in ("mean", "low", "high"))
    return TornadoRow(
        words_of_key(one["key"], words),
        mean,
        low,
        high,
        min(max(one["first"]["mean"] * _PER_CENT, 0.0), mean),
    )


def _by_status(tree: Tree, words: Language) -> StudyTable:
    rows = [
        (words.name(status), *(words.percent(share[end], 0) for end in ("mean", "low", "high")))
        for status, share in by_share(tree["by_status"])
    ]
    heads = (
        words.say("Status"),
        words.say("Share of variance"),
        words.say("Low"),
        words.say("High"),
    )
    return StudyTable(words.say("What rests on which status, with 95 % intervals"), heads, rows)


def _screened(tree: Tree, words: Language) -> StudyTable:
    rows = [
        (
            words_of_key(one["key"], words),
            words.name(one["status"]),
            amount_in(words, tree["figure"], one["effect"]),
        )
        for one in tree["screened"]
    ]
    heads = (words.say("Number"), words.say("Status"), words.say("Effect along its range"))
    return StudyTable(words.say("Numbers that were screened out"), heads, rows)
