"""What balances under a tariff by support plan, for a terminal."""

from rich.text import Text

from sim.economics.documents.rates import PlanBalanceTree
from sim.experiments.terminal import ABSENT, money, number, printed, table

_DECIMALS = 4


def plan_balance_text(tree: PlanBalanceTree) -> str:
    """`plan_balance` as lines of text."""
    deviation = money(tree["deviation_now_dkk_per_year"], 1)
    cost = money(tree["cost_dkk_per_year"], 1)
    said = [
        f"{tree['scenario']}: {tree['weeks']} weeks, by the closed-form twin, nothing simulated",
        f"Expected deviation (revenue - cost) at present: {deviation} DKK a year",
        f"The expected cost is {cost} DKK a year",
    ]
    if tree["exact"]:
        said.append("What follows is exact: nothing that moves a mean is left out.")
    said += [f"Left out: {reason}." for reason in tree["leaves_out"]]
    made = table(
        f"What balances ({tree['kind']}), each by itself",
        ("key", "team", "now", "balances"),
    )
    for row in tree["balances"]:
        made.add_row(
            row["key"],
            Text(row["team"] or "all"),
            ABSENT if row["now"] is None else number(row["now"], _DECIMALS),
            ABSENT if row["balance"] is None else number(row["balance"], _DECIMALS),
        )
    end = "Course rates that would take its place: add --by course.\n"
    return "\n".join(["".join(f"{line}\n" for line in said), printed(made), end])
