"""A support plan for a terminal: its themes, its hours up to the rate, and the rate by date."""

import datetime as dt
from typing import Final

from rich.table import Table
from rich.text import Text

from sim.economics.support_plan import HOURS, PlanRate, plan_rates, rate_on, rate_tree
from sim.experiments.terminal import number, printed, table
from sim.scenario.forms import Filed
from sim.scenario.schema.support_plan import Plan, PlanFile

_NAMES: Final = {
    "direct_hours": "direct support",
    "shared_hours": "shared support",
    "documentation_hours": "documentation",
    "organisation_hours": "organisational time",
    "absence_hours": "leave and absence",
}
_RATES: Final = {
    "service_rate_dkk_per_day": "service rate",
    "basis_rate_dkk_per_day": "+ basis rate",
    "rate_dkk_per_day": "rate",
}


def plan_text(filed: Filed[PlanFile], date: dt.date | None) -> str:
    """The plan on a date, as lines of text."""
    rates = plan_rates(filed)
    rate = rate_on(rates, date)
    values = filed.at(rate.since or dt.date.min)
    made = [_themes(values.plan), _steps(rate, values.plan)]
    if len(rates) > 1:
        made.append(_by_date(rates))
    since = f", from {rate.since}" if rate.since else ""
    title = f"{values.title or filed.stem}{since}\n"
    return "\n".join([title, *map(printed, made)])


def _themes(plan: Plan) -> Table:
    made = table("Direct support", ("theme", "hours a week", "support"))
    made.columns[-1].justify = "left"
    for theme in plan.theme:
        made.add_row(Text(theme.theme), number(theme.hours_per_week, 2), Text(theme.support))
    return made


def _steps(rate: PlanRate, plan: Plan) -> Table:
    tree = rate_tree(rate)
    made = table("From direct hours to the rate", ("", "hours a week", "DKK a day"))
    for name in HOURS:
        made.add_row(_NAMES[name], number(tree[name], 2), "")
    price = f"paid hours, x {number(plan.hourly_price_dkk, 2)} DKK / 7"
    made.add_row(price, number(tree["paid_hours"], 2), "")
    for name, words in _RATES.items():
        made.add_row(words, "", number(tree[name], 2))
    return made


def _by_date(rates: list[PlanRate]) -> Table:
    made = table("Rate by date", ("from", "direct hours", "paid hours", "DKK a day"))
    for rate in rates:
        tree = rate_tree(rate)
        hours = number(tree["direct_hours"], 2), number(tree["paid_hours"], 2)
        made.add_row(tree["from"], *hours, number(tree["rate_dkk_per_day"], 2))
    return made
