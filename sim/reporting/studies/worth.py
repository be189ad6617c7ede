"""The page of `forloeb worth`: what to measure before a decision, in kroner."""

from functools import partial
from typing import Any, Final

from sim.experiments.studies.worth_text import AIMS, worth_measuring
from sim.reporting.figures.drawing.lettering import shortened
from sim.reporting.figures.drawing.look import DEFICIT, INK, MEAN, SURPLUS, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.scatter import PointSeries, ScatterWords, scatter_figure
from sim.reporting.figures.tornado import TornadoRow, TornadoWords, tornado_figure
from sim.reporting.page.page import PageFigure, Said, part
from sim.reporting.studies.page import StudyTable, StudyWords, Tree, capital, write_study_page
from sim.reporting.words.keys import option_in_words, words_of_key
from sim.reporting.words.language import Language, known

_ENDS: Final = ("mean", "low", "high")


def worth_words(tree: Tree, named: str, words: Language) -> StudyWords:
    """What stands on the page."""
    title = words.say("What is worth measuring: {scenario}", scenario=named)
    tables = [_options(tree, words), *([_groups(tree, words)] if tree["groups"] else [])]
    is_worth_a_krone = any(one["evppi_dkk"]["high"] >= 1.0 for one in tree["factors"])
    figures = [_worth(tree, words)] if is_worth_a_krone else []
    figures.append(_curve(tree, words))
    return StudyWords(title, _answer(tree, words), _how(tree, words), figures, tables)


write_worth_page: Final = partial(write_study_page, worth_words)
"""Write `report.html` of a study of worth into its folder."""


def _answer(tree: Tree, words: Language) -> str:
    decision = tree["decision"]
    said = words.say(
        "As things are known {option} is best; to know all numbers first would be worth {evpi}.",
        option=option_in_words(decision["options"][decision["best"]]["values"], words),
        evpi=words.money(tree["evpi_dkk"]["mean"]),
    )
    first = worth_measuring(tree)  # type: ignore[arg-type] # it is read again as it was written
    if not first:
        return f"{said} {words.say('No single number is worth measuring for this decision.')}"
    named = "; ".join(words_of_key(key, words) for key in first)
    return f"{said} {words.say('Measure first: {keys}.', keys=named)}"


def _how(tree: Tree, words: Language) -> str:
    aim = AIMS[tree["decision"]["aim"]]
    return words.say(
        "{figure} is to be {aim}, over {weeks} weeks; {samples} samples of the numbers. What is "
        "below {dummy} is nothing: a number that does nothing comes to that.",
        figure=capital(words_of_key(tree["figure"], words)),
        aim=words.say(aim),
        weeks=words.number(tree["weeks"]),
        samples=words.number(tree["samples"]),
        dummy=words.money(tree["dummy_dkk"]),
    )


def _worth(tree: Tree, words: Language) -> PageFigure:
    factors = tree["factors"]
    scale = words.scale(max(one["evppi_dkk"]["high"] for one in factors))
    rows = [_row(one, scale.dkk, words) for one in factors]
    key = [
        KeyEntry("band", SURPLUS, words.say("with new records; paler: if it were known exactly")),
        KeyEntry("line", INK, words.say("95 % interval of the whole bar")),
    ]

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return tornado_figure(rows, TornadoWords(scale.label, key), words, shape)

    said = Said(
        "worth",
        words.say("What it is worth to know each number first"),
        words.say("How much better the choice would be on average, over the weeks of the run."),
    )
    heads = ("key", *(f"{kind}_{end}" for kind in ("evppi_dkk", "evsi_dkk") for end in _ENDS))
    lines = [
        (
            one["key"],
            *((one[kind] or {}).get(end) for kind in ("evppi_dkk", "evsi_dkk") for end in _ENDS),
        )
        for one in factors
    ]
    return part(said, draw, (heads, lines), words)


_MOST_CURVES: Final = 4
_CURVES: Final = (MEAN, DEFICIT, SURPLUS, INK)


def _curve(tree: Tree, words: Language) -> PageFigure:
    """In what share of the samples each option is within an amount; the likeliest best of many."""
    of, decision = tree["acceptability"], tree["decision"]
    scale = words.scale(max(abs(amount) for amount in of["amounts_dkk"]))
    order = sorted(range(len(of["options"])), key=lambda n: -decision["probability_best"][n])
    shown = sorted(order[:_MOST_CURVES])
    names = [option_in_words(decision["options"][n]["values"], words) for n in shown]
    series = [
        PointSeries(
            [
                (amount / scale.dkk, _PER_CENT * share)
                for amount, share in zip(of["amounts_dkk"], of["options"][n], strict=True)
            ],
            _CURVES[row],
            is_line=True,
            dash=row,
        )
        for row, n in enumerate(shown)
    ]
    key = [
        KeyEntry("line" if not row else "dashed", _CURVES[row], name)
        for row, name in enumerate(names)
    ]
    within = _WITHIN[decision["aim"]]
    across = words.say(within, unit=scale.label)

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        short = [
            entry._replace(text=shortened(entry.text, shape.width * 0.9, shape.letters))
            for entry in key
        ]
        said_axes = ScatterWords(across, words.say("% of the samples"), short, from_zero=True)
        return scatter_figure(series, said_axes, words, shape)

    said = Said(
        "acceptability",
        words.say("How often each option is good enough"),
        words.say("The share of what the numbers may be in which an option is within an amount."),
    )
    heads = ("amount_dkk", *(option_in_words(one["values"], words) for one in decision["options"]))
    lines = list(zip(of["amounts_dkk"], *of["options"], strict=True))
    return part(said, draw, (heads, lines), words)


_PER_CENT: Final = 100
_WITHIN: Final = {
    "balance": known("no farther from balance than, {unit}"),
    "highest": known("at least, {unit}"),
    "lowest": known("at most, {unit}"),
}


def _row(one: Tree, unit: float, words: Language) -> TornadoRow:
    mean, low, high = (one["evppi_dkk"][end] / unit for end in _ENDS)
    new = 0.0 if one["evsi_dkk"] is None else one["evsi_dkk"]["mean"] / unit
    return TornadoRow(words_of_key(one["key"], words), mean, low, high, min(new, mean))


def _options(tree: Tree, words: Language) -> StudyTable:
    decision = tree["decision"]
    rows = [
        (
            option_in_words(one["values"], words),
            words.money(one["figure"]),
            words.money(one["benefit_dkk"]["mean"]),
            words.percent(share, 0),
        )
        for one, share in zip(decision["options"], decision["probability_best"], strict=True)
    ]
    heads = [
        words.say("Option"),
        words.say("Figure"),
        words.say("Benefit"),
        words.say("Best in so many samples"),
    ]
    return StudyTable(words.say("What can be chosen"), heads, rows)


def _groups(tree: Tree, words: Language) -> StudyTable:
    rows = [
        (
            words.name(one["status"]),
            words.number(one["factors"]),
            *(words.money(one["evppi_dkk"][end]) for end in _ENDS),
        )
        for one in tree["groups"]
    ]
    heads = [
        words.say("Status"),
        words.say("Numbers"),
        words.say("Mean"),
        words.say("Low"),
        words.say("High"),
    ]
    return StudyTable(words.say("To know all numbers of a status"), heads, rows)
