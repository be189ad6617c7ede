"""What a search found, as a terminal shows it."""

from typing import Any, Final

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


_MOST_SURE: Final = 0.999
"""Nothing that is simulated is said to be surer."""


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
    return "\n".join([*lines, *conclusions(tree, amounts)]) + "\n"


def setting_text(values: dict[str, Any]) -> str:
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


def conclusions(tree: SearchTree, amounts: FigureAmounts) -> list[str]:
    """What was found, and how sure it is."""
    best, figure = tree["best"], tree["figure"]
    if best is None or figure is None:
        return [phrase("No setting that was tried keeps every limit as surely as was asked.")]
    lines = [
        phrase(
            "Best: {setting}: {mean} (as it is {present}).",
            setting=setting_text(best),
            mean=amounts.one(figure["mean"]),
            present=amounts.one(tree["present"]["mean"]) if tree["present"] else "",
        )
    ]
    lines += _how_sure(tree, amounts)
    lines += [
        phrase(
            "{figure} {mean}, with {confidence} confidence no farther than {bound}: the limit is "
            "kept.",
            figure=one["figure"],
            mean=FigureAmounts(one["figure"], abs(one["mean"])).one(one["mean"]),
            confidence=percent(one["confidence"], 0),
            bound=FigureAmounts(one["figure"], abs(one["mean"])).one(one["bound"]),
        )
        for one in tree["limits"]
    ]
    lines += _holds(tree, amounts)
    return lines


def _how_sure(tree: SearchTree, amounts: FigureAmounts) -> list[str]:
    guarantee, probability = tree["guarantee"], tree["probability_best"]
    if guarantee["procedure"] == "exact" or probability is None:
        return []
    lines = []
    if guarantee["confidence"] is not None:
        said = {
            "confidence": percent(guarantee["confidence"], 0),
            "count": len(tree["finalists"]),
            "indifference": amounts.one(guarantee["indifference"]),
        }
        if guarantee["reached"]:
            lines.append(
                phrase(
                    "Chosen of {count} so that with {confidence} the best is found, if it is "
                    "better by {indifference} or more (KN).",
                    **said,
                )
            )
        else:
            lines.append(
                phrase("The replications ran out before one of {count} stood out.", **said)
            )
    lines.append(
        phrase(
            "That none of them is better by more than {indifference}: at least {probability}.",
            indifference=amounts.one(guarantee["indifference"]),
            probability=percent(min(probability, _MOST_SURE), 1),
        )
    )
    return lines


def _holds(tree: SearchTree, amounts: FigureAmounts) -> list[str]:
    robust = tree["robust"]
    if robust is None:
        return []
    lines = [
        phrase(
            "Under {model}: {figure}; its own best is {own} ({regret} better).",
            model=one["model"],
            figure=amounts.one(one["figure"]),
            own=amounts.one(one["own_figure"]),
            regret=amounts.one(one["regret"]),
        )
        for one in robust["models"]
    ]
    lines.append(
        phrase(
            "Worst under {model}, by {regret}.",
            model=robust["worst"],
            regret=amounts.one(robust["regret"]),
        )
    )
    fails = robust["fails"]
    if fails is not None and fails["ends"]:
        ends = "; ".join(
            phrase(
                "{key} from {low} to {high}",
                key=one["key"],
                low=_value_text(one["low"]),
                high=_value_text(one["high"]),
            )
            for one in fails["ends"]
        )
        lines.append(
            phrase(
                "The worst quarter of what the numbers may be ends farther off than {beyond}: "
                "mostly where {ends} ({density} of those inside, {coverage} of all).",
                beyond=amounts.one(fails["beyond"]),
                ends=ends,
                density=percent(fails["density"], 0),
                coverage=percent(fails["coverage"], 0),
            )
        )
    return lines
