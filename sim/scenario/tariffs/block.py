"""Tariff kind `block`: a fixed budget, whoever is there."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.schema.quantities import Budget, OrByTeam, Table
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase


class BudgetKeys(Table):
    """Keys of a tariff that pays a fixed budget."""

    budget_dkk_per_week: OrByTeam[Budget] = 0.0
    """Fixed budget of each team, as one number or by team [DKK per week]."""


def _pay(keys: BudgetKeys, of: Payees) -> TariffPay:
    del of
    return TariffPay(budget_dkk_per_week=keys.budget_dkk_per_week)


def budget_faults(draft: Draft) -> Iterator[Fault]:
    """Teams without a budget, and budgets without a team."""
    path, known = ("tariff", "budget_dkk_per_week"), draft.names("team")
    if path[-1] not in draft.table("tariff"):
        what = phrase("is missing, and the tariff pays it")
        yield draft.fault(path, what, phrase("add a budget in DKK per week, in all or by team"))
        return
    budgets = as_table(draft.value(*path))
    for team in budgets:
        if team not in known:
            yield draft.fault(
                (*path, team),
                phrase("{name} is not a team", name=shown(team)),
                instead(team, known),
            )
    for team in known if budgets else ():
        if team not in budgets:
            what = phrase("team {team} has no budget", team=shown(team))
            yield draft.fault((*path, team), what, phrase("add it in DKK per week; 0 counts"))


BLOCK: Final = TariffKind(
    name="block",
    says="a fixed budget",
    keys=BudgetKeys,
    pay=_pay,
    faults=budget_faults,
    example="""\
# Of kind "block": a fixed budget, whoever is there; one number, or by team [DKK per week]
# budget_dkk_per_week = { Nord = 300000 }
""",
    word=KindWord(
        da="fast ramme",
        means="A tariff that pays a fixed budget whoever comes.",
        betyder="En takst, der betaler et fast budget, uanset hvem der kommer.",
    ),
)
