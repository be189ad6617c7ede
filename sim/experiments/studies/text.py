"""Studies as a terminal shows them."""

from typing import Final

from sim.experiments.documents.studying import UncertainTree
from sim.experiments.terminal import (
    WIDE,
    amount_range,
    money,
    money_title,
    money_unit,
    number,
    percent,
    printed,
)
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase

_DKK: Final = "_dkk"
_UNITLESS: Final = 3


class FigureAmounts:
    """How a study's amounts are written: money in kroner or thousands, other figures as numbers."""

    def __init__(self, figure: str, largest: float) -> None:
        self._is_money = figure.endswith(_DKK)
        self._unit = money_unit(largest) if self._is_money else 1
        self._decimals = 0 if self._is_money or largest >= _MANY else _UNITLESS
        self.title = f"{figure}, {money_title(self._unit)}" if self._is_money else figure

    def one(self, value: float | None) -> str:
        """An amount."""
        if self._is_money:
            return money(value, self._unit)
        return number(value, self._decimals)

    def between(self, low: float | None, high: float | None) -> str:
        """Two amounts."""
        if self._is_money:
            return amount_range(low, high, self._unit)
        return phrase("{low} to {high}", low=self.one(low), high=self.one(high))


_MANY: Final = 1_000


_CAUSES: Final = (
    ("chance", known("chance alone, single runs")),
    ("parameters", known("parameters alone, expected figure")),
    ("both", known("both, single runs")),
)


def uncertain_text(tree: UncertainTree, width: int | None = None) -> str:
    """The study as lines of text; `width` columns, or as long as they need to be."""
    of = tree["interval"]
    amounts = FigureAmounts(tree["figure"], max(abs(of["both"]["low"]), abs(of["both"]["high"])))
    made = new_table(
        amounts.title,
        (known("95 % by"), known("share of variance"), known("mean"), known("95 % interval")),
    )
    shares = {"chance": tree["chance_share"], "parameters": tree["parameters_share"], "both": None}
    for cause, said in _CAUSES:
        points = of[cause]  # type: ignore[literal-required]
        made.add_row(
            phrase(said),
            percent(shares[cause], 0),
            amounts.one(points["mean"]),
            amounts.between(points["low"], points["high"]),
        )
    return "\n".join([_how(tree), printed(made, width or WIDE) + _held(tree, amounts)]) + "\n"


def _how(tree: UncertainTree) -> str:
    if tree["method"] == "twin":
        return phrase(
            "{scenario}, {weeks} weeks: {samples} samples of the numbers, exact by the twin",
            **_heading(tree),
        )
    return phrase(
        "{scenario}, {weeks} weeks: {samples} samples of the numbers, {replications} runs each",
        replications=tree["replications"],
        **_heading(tree),
    )


def _heading(tree: UncertainTree) -> dict[str, object]:
    return {"scenario": tree["scenario"], "weeks": tree["weeks"], "samples": tree["samples"]}


def _held(tree: UncertainTree, amounts: FigureAmounts) -> str:
    lines = [
        phrase(
            "{fixed} of {numbers} numbers held fixed: they have no range.",
            fixed=tree["fixed"],
            numbers=tree["numbers"],
        ),
        phrase(
            "At the scenario's own values the figure is {own}; over the ranges it is {mean} on "
            "average ({between}).",
            own=amounts.one(tree["at_the_values"]["mean"]),
            mean=amounts.one(tree["mean"]["mean"]),
            between=amounts.between(tree["mean"]["low"], tree["mean"]["high"]),
        ),
    ]
    interval = tree["parameters_share_interval"]
    if interval is not None:
        lines.append(
            phrase(
                "Parameters are {low} to {high} of the variance (95 %, by resampling samples).",
                low=percent(interval["low"], 0),
                high=percent(interval["high"], 0),
            )
        )
    return "\n".join(lines)
