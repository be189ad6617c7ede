"""What is borne outside the rate and by whom, beside what the teams cost and are paid."""

from itertools import pairwise
from typing import Final, NamedTuple

from sim.model.terms import BEARERS, MUNICIPALITY, OUTSIDE
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults

TEAMS: Final = ("team_cost", "team_revenue")


class OutsideAccount(NamedTuple):
    """One account over the reported weeks [DKK]."""

    name: str
    amount: Estimate

    @property
    def is_outside(self) -> bool:
        """Whether it is borne beside the rate."""
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


def bearer_accounts(results: ReportedResults) -> list[OutsideAccount]:
    """What each bears outside the rate, and the municipality in all last; none without any."""
    bearers = results.summary.get("bearers", {})
    amounts = {one: estimate(bearers.get(f"{one}_dkk")) for one in BEARERS}
    each = [OutsideAccount(f"borne_by_{one}", amount) for one, amount in amounts.items()]
    known = [account for account in each if account.amount.mean is not None]
    net = OutsideAccount("municipality_net", estimate(bearers.get("municipality_net_dkk")))
    return [*known, net] if known else []


def is_municipal(results: ReportedResults, account: OutsideAccount) -> bool:
    """Claim that the municipality alone bears an account; of earlier versions it bears all."""
    spans = results.summary.get("borne_by", {}).get(account.name.removeprefix("outside_"), {})
    return all(shares.keys() == {BEARERS[MUNICIPALITY]} for shares in spans.values())


class Handover(NamedTuple):
    """An account that changes bearer on a date; shares by who bears it."""

    account: str
    since: str
    before: dict[str, float]
    after: dict[str, float]


def handovers(results: ReportedResults) -> list[Handover]:
    """Every change of bearer within the run, by account and date."""
    found = []
    for account, spans in results.summary.get("borne_by", {}).items():
        for (_, before), (since, after) in pairwise(spans.items()):
            found.append(Handover(account, since, before, after))
    return found
