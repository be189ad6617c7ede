"""What measuring is worth, as a terminal shows it."""

from typing import TYPE_CHECKING, Any, Final

from sim.experiments.documents.studying import WorthTree
from sim.experiments.terminal import (
    ABSENT,
    WIDE,
    amount_range,
    money,
    money_title,
    money_unit,
    percent,
    printed,
)
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase

if TYPE_CHECKING:
    from rich.table import Table

_FIRST: Final = 3
AIMS: Final = {
    "balance": known("nearest to balance"),
    "highest": known("highest"),
    "lowest": known("lowest"),
}


def worth_text(tree: WorthTree, width: int | None = None) -> str:
    """The study as lines of text; `width` columns, or as long as they need to be."""
    aim = AIMS[tree["decision"]["aim"]]
    said = phrase(
        "{scenario}, {weeks} weeks: {figure} is to be {aim}; {samples} samples of the numbers",
        scenario=tree["scenario"],
        weeks=tree["weeks"],
        figure=tree["figure"],
        aim=phrase(aim),
        samples=tree["samples"],
    )
    tables = [printed(made, width or WIDE) for made in (_options(tree), _factors(tree))]
    return "\n".join([said, *(text.rstrip("\n") for text in tables), *_conclusions(tree)]) + "\n"


def option_name(values: dict[str, Any]) -> str:
    """An option as KEY=VALUE, several by commas."""
    return ", ".join(f"{key}={value}" for key, value in values.items())


def _options(tree: WorthTree) -> "Table":
    decision = tree["decision"]
    unit = money_unit(max(abs(one["figure"]) for one in decision["options"]))
    heads = (known("option"), known("figure"), known("benefit"), known("best in"))
    made = new_table(phrase("Options, {unit}", unit=money_title(unit)), heads)
    for one, share in zip(decision["options"], decision["probability_best"], strict=True):
        made.add_row(
            option_name(one["values"]),
            money(one["figure"], unit),
            money(one["benefit_dkk"]["mean"], unit),
            percent(share, 0),
        )
    return made


def _factors(tree: WorthTree) -> "Table":
    unit = money_unit(tree["evpi_dkk"]["mean"])
    heads = (known("number"), known("status"), known("knowing it"), known("95 % interval"))
    title = phrase("Worth of measuring, {unit}", unit=money_title(unit))
    made = new_table(
        title,
        (*heads, known("as many records again"))
        if _is_again(tree)
        else (*heads, known("new records")),
    )
    for one in tree["factors"]:
        new, worth = one["evsi_dkk"], one["evppi_dkk"]
        made.add_row(
            one["key"],
            one["status"],
            money(worth["mean"], unit),
            amount_range(worth["low"], worth["high"], unit),
            ABSENT if new is None else money(new["mean"], unit),
        )
    return made


def _is_again(tree: WorthTree) -> bool:
    return all(one["records"] is None and one["evsi_dkk"] is not None for one in tree["factors"])


def _conclusions(tree: WorthTree) -> list[str]:
    evpi = tree["evpi_dkk"]
    lines = [
        phrase(
            "Best as things are known: {option}. Knowing all numbers with a range ({ranged}) first "
            "is worth {evpi} DKK ({between}).",
            option=option_name(tree["decision"]["options"][tree["decision"]["best"]]["values"]),
            ranged=tree["ranged"],
            evpi=money(evpi["mean"], 1),
            between=amount_range(evpi["low"], evpi["high"], 1),
        ),
    ]
    first = worth_measuring(tree)
    if first:
        lines.append(phrase("Measure first: {keys}.", keys=", ".join(first)))
    else:
        lines.append(phrase("No single number is worth measuring for this decision."))
    lines.append(
        phrase(
            "A number that does nothing comes to {dummy} DKK: what is below it is nothing. "
            "{fixed} of {numbers} numbers held fixed.",
            dummy=money(tree["dummy_dkk"], 1),
            fixed=tree["fixed"],
            numbers=tree["numbers"],
        )
    )
    return lines


def worth_measuring(tree: WorthTree) -> list[str]:
    """Keys of the three numbers that are worth most, those that are worth a krone at all."""
    floor = max(tree["dummy_dkk"], 1.0)
    return [one["key"] for one in tree["factors"] if one["evppi_dkk"]["mean"] >= floor][:_FIRST]
