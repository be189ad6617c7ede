"""What balances under a tariff by support plan, for a terminal."""

from typing import Final

from rich.text import Text

from sim.economics.documents.rates import PlanBalanceTree
from sim.economics.rates.plans import BASIS, HOUR, OVERHEAD
from sim.experiments.terminal import ABSENT, money, number, printed, table
from sim.words import known, phrase

NUMBER_NAMES: Final = {
    BASIS: known("basis rate, DKK a day"),
    HOUR: known("price of an hour of a plan, DKK"),
    OVERHEAD: known("overhead on the hours, share"),
}
"""What the numbers of such a tariff are called; JSON has their keys."""

_DECIMALS: Final = 4


def plan_balance_text(tree: PlanBalanceTree) -> str:
    """`plan_balance` as lines of text."""
    deviation = money(tree["deviation_now_dkk_per_year"], 1)
    cost = money(tree["cost_dkk_per_year"], 1)
    said = [
        phrase(
            "{scenario}: {weeks} weeks, by the closed-form twin, nothing simulated",
            scenario=tree["scenario"],
            weeks=tree["weeks"],
        ),
        phrase(
            "Expected deviation (revenue - cost) at present: {deviation} DKK a year",
            deviation=deviation,
        ),
        phrase("The expected cost is {cost} DKK a year", cost=cost),
    ]
    if tree["exact"]:
        said.append(phrase("The figures below are exact: nothing that moves a mean is left out."))
    said += [phrase("Left out: {reason}.", reason=phrase(reason)) for reason in tree["leaves_out"]]
    made = table(
        phrase("What balances ({kind}), each by itself", kind=tree["kind"]),
        (known("number"), known("team"), known("now"), known("balances")),
    )
    for row in tree["balances"]:
        made.add_row(
            Text(phrase(NUMBER_NAMES[row["key"]])),
            Text(row["team"] or phrase("all")),
            ABSENT if row["now"] is None else number(row["now"], _DECIMALS),
            ABSENT if row["balance"] is None else number(row["balance"], _DECIMALS),
        )
    end = phrase("Course rates that would take its place: add --by course.") + "\n"
    return "\n".join(["".join(f"{line}\n" for line in said), printed(made), end])
