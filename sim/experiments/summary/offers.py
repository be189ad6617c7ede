"""Offers and payers in the summary: occupancy, waits and basis cost; who pays how much.

Nothing where a scenario has neither places nor payers. Each figure is made of whole-number sums
by replication (`offer_sums.py`).
"""

from typing import Any

from sim.experiments.summary.offer_sums import OfferSums, PayerSums
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.statistics import (
    POSITIVE,
    SHARE,
    Figure,
    amount_interval,
    ratio_interval,
    t_interval,
)
from sim.experiments.summary.sums import Sums
from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, WEEKS_PER_YEAR

Tree = dict[str, Any]


def offers_tree(sums: Sums, facts: ScenarioFacts) -> Tree:
    """What the summary says of places and payers, by key; empty without any.

    `places` is the mean number over the reported days, `waiting` the mean number of those who
    wait, `wait_weeks` the mean wait of those admitted, at once or from the queue.
    """
    found: Tree = {}
    if sums.offers is not None:
        places = [facts.teams.index(team) for team in facts.offers]
        offers = [_of_team(sums.offers, place) for place in places]
        found["offers"] = [
            {"team": facts.teams[place]} | _offer(of, facts.weeks) | _basis(sums, place)
            for place, of in zip(places, offers, strict=True)
        ]
    if sums.payers is not None:
        found["payers"] = [
            {"payer": name} | _payer(PayerSums(days, revenue), facts.weeks)
            for name, days, revenue in zip(
                facts.payers,
                sums.payers.citizen_days.T,
                sums.payers.revenue_ore.T,
                strict=True,
            )
        ]
    return found


def _of_team(sums: OfferSums, place: int) -> OfferSums:
    """One team's sums [replications]."""
    return OfferSums(*(table[:, place] for table in sums))


def _offer(of: OfferSums, weeks: int) -> Tree:
    days = DAYS_PER_WEEK * weeks
    return {
        "places": float(of.place_days[0]) / days,
        "occupancy": t_interval(of.citizen_days / of.place_days, SHARE),
        "waiting": t_interval(of.waiting_days / days, POSITIVE),
        "wait_weeks": _ratio(of.waited_days / DAYS_PER_WEEK, of.admitted),
        "gave_up_per_year": t_interval(
            of.gave_up.astype(float) * (WEEKS_PER_YEAR / weeks), POSITIVE
        ),
    }


def _basis(sums: Sums, place: int) -> Tree:
    if sums.basis_ore is None:
        return {}
    return {"basis_cost_dkk": amount_interval(sums.basis_ore[:, place] / ORE_PER_DKK)}


def _payer(of: PayerSums, weeks: int) -> Tree:
    revenue = of.revenue_ore / ORE_PER_DKK
    return {
        "citizens": t_interval(of.citizen_days / (DAYS_PER_WEEK * weeks), POSITIVE),
        "revenue_dkk": amount_interval(revenue),
        "rate_dkk_per_day": _ratio(revenue, of.citizen_days),
    }


def _ratio(above: Floats, below: Ints) -> Figure:
    return ratio_interval(above, below.astype(float), POSITIVE)
