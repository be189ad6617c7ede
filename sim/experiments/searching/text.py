"""What a search found, as a terminal shows it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from sim.experiments.documents.searching import SearchTree
from sim.experiments.studies.text import FigureAmounts
from sim.experiments.terminal import WIDE, percent, printed
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase

AIMS: Final = {
    "balance": known("near {target}"),
    "highest": known("as high as can be"),
    "lowest": known("as low as can be"),
}


_CHOICE: Final = 2
_MOST_SURE: Final = 0.999
"""Nothing that is simulated is said to be surer."""


class SearchNaming(NamedTuple):
    """How settings, numbers, figures, behaviour models and amounts are named in sentences."""

    setting: Callable[[Mapping[str, Any]], str]
    key: Callable[[str], str]
    model: Callable[[str], str]
    value: Callable[[object], str]
    amount: Callable[[str, float | None], str]
    """Of a figure and an amount of it."""


def search_text(tree: SearchTree, width: int | None = None) -> str:
    """The search as lines of text; `width` columns, or as long as they need to be."""
    means = [abs(one["figure"]["mean"]) for one in tree["finalists"]]
    amounts = FigureAmounts(tree["aim"]["figure"], max(means, default=0.0))
    made = new_table(amounts.title, (known("setting"), known("mean"), known("95 % interval")))
    for one in tree["finalists"]:
        figure = one["figure"]
        made.add_row(
            setting_text(one["values"]),
            amounts.one(figure["mean"]),
            "" if figure["low"] is None else amounts.between(figure["low"], figure["high"]),
        )
    lines = [_how(tree, amounts), printed(made, width or WIDE).rstrip("\n")]
    return "\n".join([*lines, *conclusions(tree, _as_written(tree, amounts))]) + "\n"


def _as_written(tree: SearchTree, amounts: FigureAmounts) -> SearchNaming:
    """By key and name, as a scenario has them; amounts of the figure in the table's unit."""

    def amount(figure: str, value: float | None) -> str:
        own = figure == tree["aim"]["figure"]
        return (amounts if own else FigureAmounts(figure, abs(value or 0.0))).one(value)

    return SearchNaming(setting_text, str, str, _value_text, amount)


def setting_text(values: Mapping[str, Any]) -> str:
    """A setting as KEY=VALUE, several by commas."""
    return ", ".join(f"{key}={_value_text(value)}" for key, value in values.items())


def _value_text(value: object) -> str:
    return f"{value:.8g}" if isinstance(value, float) else str(value)


def _how(tree: SearchTree, amounts: FigureAmounts) -> str:
    wanted = AIMS[tree["aim"]["aim"]]
    aim = phrase(wanted, target=amounts.one(tree["aim"]["target"]))
    said = {
        "scenario": tree["scenario"],
        "weeks": tree["weeks"],
        "trials": tree["trials"],
        "figure": tree["aim"]["figure"],
        "aim": aim,
    }
    if tree["method"] == "twin":
        return phrase(
            "{scenario}, {weeks} weeks: {figure} {aim}; {trials} settings, exact by the twin",
            **said,
        )
    return phrase(
        "{scenario}, {weeks} weeks: {figure} {aim}; {trials} settings, the same {runs} runs each",
        runs=tree["replications"],
        **said,
    )


def conclusions(tree: SearchTree, naming: SearchNaming) -> list[str]:
    """What was found, and how sure it is."""
    models = _under_each(tree, naming)
    return [
        *what_is_best(tree, naming),
        *how_sure(tree, naming),
        *models,
        *how_it_holds(tree, naming),
    ]


def what_is_best(tree: SearchTree, naming: SearchNaming) -> list[str]:
    """The setting, and what the figure is with it and without."""
    best, figure = tree["best"], tree["figure"]
    if best is None or figure is None:
        return [phrase("No setting that was tried keeps every limit as surely as was asked.")]
    name, present = tree["aim"]["figure"], tree["present"]
    return [
        phrase("The best setting found: {setting}.", setting=naming.setting(best)),
        phrase(
            "With it, {figure} comes to {mean}, against {present} as things are.",
            figure=naming.key(name),
            mean=naming.amount(name, figure["mean"]),
            present=naming.amount(name, present["mean"] if present else None),
        ),
    ]


def how_sure(tree: SearchTree, naming: SearchNaming) -> list[str]:
    """How sure the choice is, and that the limits are kept."""
    return [*_sure_of_choice(tree, naming), *_limits(tree, naming)]


def _limits(tree: SearchTree, naming: SearchNaming) -> list[str]:
    return [
        phrase(
            "The limit is kept: {figure} comes to {mean}, and with {confidence} confidence to "
            "{bound} at worst.",
            figure=naming.key(one["figure"]),
            mean=naming.amount(one["figure"], one["mean"]),
            confidence=percent(one["confidence"], 0),
            bound=naming.amount(one["figure"], one["bound"]),
        )
        for one in tree["limits"]
    ]


def _sure_of_choice(tree: SearchTree, naming: SearchNaming) -> list[str]:
    guarantee, probability = tree["guarantee"], tree["probability_best"]
    count = sum(one["keeps_limits"] for one in tree["finalists"])
    if guarantee["procedure"] == "exact" or probability is None or count < _CHOICE:
        return []
    lines = []
    indifference = naming.amount(tree["aim"]["figure"], guarantee["indifference"])
    if guarantee["confidence"] is not None:
        said = {
            "confidence": percent(guarantee["confidence"], 0),
            "count": count,
            "indifference": indifference,
        }
        if guarantee["reached"]:
            lines.append(
                phrase(
                    "Chosen of {count} so that with {confidence} the best is found, if it is "
                    "better by {indifference} or more.",
                    **said,
                )
            )
        else:
            lines.append(
                phrase("The replications ran out before one of {count} stood out.", **said)
            )
    lines.append(
        phrase(
            "That no other of them is better by more than {indifference} has a probability of "
            "{probability} or more.",
            indifference=indifference,
            probability=percent(min(probability, _MOST_SURE), 1),
        )
    )
    return lines


def _under_each(tree: SearchTree, naming: SearchNaming) -> list[str]:
    robust = tree["robust"]
    if robust is None:
        return []
    name = tree["aim"]["figure"]
    return [
        phrase(
            "Under {model}: {figure}; its own best is {own} ({regret} better).",
            model=naming.model(one["model"]),
            figure=naming.amount(name, one["figure"]),
            own=naming.amount(name, one["own_figure"]),
            regret=naming.amount(name, one["regret"]),
        )
        for one in robust["models"]
    ]


def how_it_holds(tree: SearchTree, naming: SearchNaming) -> list[str]:
    """Under which behaviour model it is worst, and where it fails."""
    robust = tree["robust"]
    if robust is None:
        return []
    name = tree["aim"]["figure"]
    lines = []
    lines.append(
        phrase(
            "Worst under {model}, by {regret}.",
            model=naming.model(robust["worst"]),
            regret=naming.amount(name, robust["regret"]),
        )
    )
    fails = robust["fails"]
    if fails is not None and fails["ends"]:
        ends = "; ".join(
            phrase(
                "{key} from {low} to {high}",
                key=naming.key(one["key"]),
                low=naming.value(one["low"]),
                high=naming.value(one["high"]),
            )
            for one in fails["ends"]
        )
        lines.append(
            phrase(
                "The worst quarter of what the numbers may be ends farther off than {beyond}: "
                "mostly where {ends} ({density} of those inside, {coverage} of all).",
                beyond=naming.amount(name, fails["beyond"]),
                ends=ends,
                density=percent(fails["density"], 0),
                coverage=percent(fails["coverage"], 0),
            )
        )
    return lines
