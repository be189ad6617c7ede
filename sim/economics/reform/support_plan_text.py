"""A support plan for a terminal: its themes, its hours up to the rate, and the rate by date.

Of a plan file, or of a contract of a reform, whose rates before and after are said as well.
"""

import datetime as dt
from typing import Final

from rich.table import Table
from rich.text import Text

from sim.economics.reform.contract_plan import ContractPlan, offer_on
from sim.economics.reform.indexation import paid_index
from sim.economics.reform.reform import Reformed
from sim.economics.reform.support_plan import HOURS, PlanRate, plan_rates, rate_on, rate_tree
from sim.experiments.terminal import Tree, number, percent, printed, table
from sim.scenario.forms import Filed
from sim.scenario.schema.support_plan import PlanFile, PlanTable
from sim.scenario.worded import worded
from sim.words import known, phrase

_NAMES: Final = {
    "direct_hours": known("direct support"),
    "shared_hours": known("shared support"),
    "documentation_hours": known("documentation"),
    "organisation_hours": known("organisational time"),
    "absence_hours": known("leave and absence"),
}
_RATES: Final = {
    "service_rate_dkk_per_day": known("service rate"),
    "basis_rate_dkk_per_day": known("+ basis rate"),
    "rate_dkk_per_day": known("rate"),
}


def plan_text(filed: Filed[PlanFile], date: dt.date | None) -> str:
    """The plan on a date, as lines of text."""
    rates = plan_rates(filed)
    rate = rate_on(rates, date)
    values = filed.at(rate.since or dt.date.min)
    made = [_themes(values.plan), _steps(rate, values.plan.hourly_price_dkk)]
    if len(rates) > 1:
        made.append(_by_date(rates))
    return "\n".join([_titled(worded(values.title) or filed.stem, rate), *map(printed, made)])


def contract_plan_text(found: Reformed, of: ContractPlan, date: dt.date | None) -> str:
    """The plan behind a contract on a date, as lines of text."""
    rate = rate_on(of.rates, date)
    made = [_steps(rate, found.values.reform.hourly_price_dkk), _by_date(of.rates)]
    if of.plan is not None:
        made = [_themes(of.plan), *made]
    contract = of.line.contract
    offer = offer_on(of.line.course, rate.since or found.values.reform.start)
    title = phrase(
        "Citizen {contract} of {payer}, in {offer}",
        contract=contract.contract,
        payer=contract.payer,
        offer=offer,
    )
    return "\n".join([_titled(title, rate), *map(printed, made), _before(found, of, rate)])


def _titled(title: str, rate: PlanRate) -> str:
    since = phrase("{title}, from {since}", title=title, since=rate.since) if rate.since else title
    return f"{since}\n"


def _before(found: Reformed, of: ContractPlan, rate: PlanRate) -> str:
    """What the old structure asked for, and what the rate is at the prices of the day."""
    indexation = found.filed.at(rate.since or found.values.reform.start).indexation
    paid = paid_index(indexation)
    raised, raise_by = float(rate.dkk_per_day * paid), percent(float(paid - 1), 1)
    old = rate_tree(of.before)
    hours, dkk = number(old["paid_hours"], 2), number(old["rate_dkk_per_day"], 2)
    said = [
        phrase(
            "Before the reform: {hours} paid hours, {dkk} DKK a day with overhead.",
            hours=hours,
            dkk=dkk,
        ),
        phrase(
            "All at the prices of the old rates; raised by {raise_by}: {raised} DKK a day.",
            raise_by=raise_by,
            raised=number(raised, 2),
        ),
    ]
    said += [
        phrase("From {first} in {offer}.", first=stay.span.first, offer=stay.offer)
        for stay in of.line.course.stays[1:]
    ]
    leaves = of.line.contract.leaves_on
    if leaves is not None:
        said.append(phrase("The citizen leaves on {leaves}.", leaves=leaves))
    return "".join(f"{line}\n" for line in said)


def _themes(plan: PlanTable) -> Table:
    """Every theme with its hours; where some are health services or escorts, which."""
    has_kinds = any(theme.kind for theme in plan.theme)
    columns = (
        known("theme"),
        phrase("hours a week"),
        *([known("kind")] if has_kinds else []),
        known("support"),
    )
    made = table(phrase("Direct support"), columns)
    made.columns[-1].justify = "left"
    for theme in plan.theme:
        kind = [phrase(theme.kind) if theme.kind else ""] if has_kinds else []
        hours = number(theme.hours_per_week, 2)
        made.add_row(Text(theme.theme), hours, *kind, Text(theme.support))
    return made


def _steps(rate: PlanRate, hourly_price_dkk: float) -> Table:
    tree: Tree = rate_tree(rate)
    made = table(
        phrase("From direct hours to the rate"), ("", phrase("hours a week"), phrase("DKK a day"))
    )
    for name in HOURS:
        made.add_row(phrase(_NAMES[name]), number(tree[name], 2), "")
    price = phrase(
        "paid hours, x {hourly_price_dkk} DKK / 7", hourly_price_dkk=number(hourly_price_dkk, 2)
    )
    made.add_row(price, number(tree["paid_hours"], 2), "")
    for name, words in _RATES.items():
        made.add_row(phrase(words), "", number(tree[name], 2))
    if rate.outside is not None:
        hours, dkk = number(tree["outside_hours"], 2), number(tree["outside_dkk_per_day"], 2)
        made.add_row(phrase("outside the rate"), hours, dkk)
    return made


def _by_date(rates: list[PlanRate]) -> Table:
    """The rate from each date, and what is paid outside it where something can be."""
    columns = {"direct_hours": phrase("direct hours"), "paid_hours": phrase("paid hours")}
    columns["rate_dkk_per_day"] = phrase("DKK a day")
    if rates[0].outside is not None:
        columns["outside_dkk_per_day"] = phrase("outside the rate")
    made = table(phrase("Rate by date"), (known("from"), *columns.values()))
    for rate in rates:
        tree: Tree = rate_tree(rate)
        made.add_row(tree["from"], *(number(tree[name], 2) for name in columns))
    return made
