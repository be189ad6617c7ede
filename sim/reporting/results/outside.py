"""What the payer bears outside the rate, beside what the teams cost and are paid."""

from typing import Final, NamedTuple

from sim.model.terms import OUTSIDE
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults

TEAMS: Final = ("team_cost", "team_revenue")


class OutsideAccount(NamedTuple):
    """One account over the reported weeks [DKK]."""

    name: str
    amount: Estimate

    @property
    def is_outside(self) -> bool:
        """Whether the payer bears it beside the rate."""
        return self.name not in TEAMS


def outside_accounts(results: ReportedResults) -> list[OutsideAccount]:
    """Accounts outside the rate that have a price, and their total last; none without any."""
    outside = results.summary.get("outside", {})
    priced = [
        OutsideAccount(f"outside_{name}", estimate(outside.get(f"{name}_dkk"))) for name in OUTSIDE
    ]
    known = [account for account in priced if account.amount.mean is not None]
    total = OutsideAccount("outside_total", estimate(outside.get("total_dkk")))
    return [*known, total] if known else []


def accounts(results: ReportedResults) -> list[OutsideAccount]:
    """What the teams cost and are paid, and then the accounts outside the rate."""
    total = results.summary["total"]
    teams = [
        OutsideAccount(TEAMS[0], estimate(total["cost_dkk"])),
        OutsideAccount(TEAMS[1], estimate(total["revenue_dkk"])),
    ]
    return [*teams, *outside_accounts(results)]


def unpriced(results: ReportedResults) -> list[str]:
    """Accounts outside the rate that the scenario puts no price on."""
    known = {account.name for account in outside_accounts(results)}
    return [name for name in OUTSIDE if f"outside_{name}" not in known]
