"""Offers and payers in the summary: occupancy, waits and basis cost; who pays how much.

Also what a yardstick settles. Nothing where a scenario has none of them. Each figure is made of
whole-number sums by replication (`offer_sums.py`).
"""

from sim.experiments.documents.summary import (
    OfferFigures,
    OffersAndPayers,
    PayerFigures,
    YardstickFigures,
)
from sim.experiments.summary.offer_sums import OfferSums, PayerSums
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.statistics import (
    POSITIVE,
    SHARE,
    UNKNOWN,
    Figure,
    amount_interval,
    ratio_interval,
    t_interval,
    wilson_interval,
    without_bounds,
)
from sim.experiments.summary.sums import Sums
from sim.model.parameters import Floats, Ints
from sim.model.terms import LONG_WAITS_DAYS
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, WEEKS_PER_YEAR


def offers_tree(sums: Sums, facts: ScenarioFacts) -> OffersAndPayers:
    """What the summary says of places and payers, by key; empty without any.

    `places` is the mean number over the reported days, `waiting` the mean number of those who
    wait, `wait_weeks` the mean wait of those admitted, at once or from the queue, and
    `wait_over_7_days_share` the share of them who waited longer than seven days.
    """
    found: OffersAndPayers = {}
    if sums.offers is not None:
        found["offers"] = [
            _offer(sums, _of_team(sums.offers, facts.teams.index(team)), facts, team)
            for team in facts.offers
        ]
    if sums.payers is not None:
        found["payers"] = [
            _payer(name, PayerSums(days, revenue), facts.weeks)
            for name, days, revenue in zip(
                facts.payers,
                sums.payers.citizen_days.T,
                sums.payers.revenue_ore.T,
                strict=True,
            )
        ]
    if sums.yardstick_ore is not None:
        found["yardstick"] = [
            _settled(team, sums.yardstick_ore[:, facts.teams.index(team)]) for team in facts.settled
        ]
    return found


def _settled(team: str, ore: Ints) -> YardstickFigures:
    back = wilson_interval(int((ore < 0).sum()), ore.size)
    return {
        "team": team,
        "settled_dkk": t_interval(ore / ORE_PER_DKK),
        "pays_back_probability": without_bounds(back) if ore.size == 1 else back,
    }


def _of_team(sums: OfferSums, place: int) -> OfferSums:
    """One team's sums [replications]."""
    known = {name: table for name, table in sums._asdict().items() if table is not None}
    return sums._replace(**{name: table[:, place] for name, table in known.items()})


def _offer(sums: Sums, of: OfferSums, facts: ScenarioFacts, team: str) -> OfferFigures:
    days = DAYS_PER_WEEK * facts.weeks
    offer: OfferFigures = {
        "team": team,
        "places": float(of.place_days[0]) / days,
        "occupancy": t_interval(of.citizen_days / of.place_days, SHARE),
        "waiting": t_interval(of.waiting_days / days, POSITIVE),
        "wait_weeks": _ratio(of.waited_days / DAYS_PER_WEEK, of.admitted),
        "wait_over_0_days_share": _longer(of, 0),
        "wait_over_1_days_share": _longer(of, 1),
        "wait_over_7_days_share": _longer(of, 7),
        "wait_over_28_days_share": _longer(of, 28),
        "wait_over_91_days_share": _longer(of, 91),
        "gave_up_per_year": t_interval(
            of.gave_up.astype(float) * (WEEKS_PER_YEAR / facts.weeks), POSITIVE
        ),
    }
    if sums.basis_ore is not None:
        basis = sums.basis_ore[:, facts.teams.index(team)]
        offer["basis_cost_dkk"] = amount_interval(basis / ORE_PER_DKK)
    return offer


def _longer(of: OfferSums, days: int) -> Figure:
    """Share of those admitted who waited longer than so many days."""
    if of.waited_longer is None:
        return UNKNOWN
    longer = of.waited_longer[:, LONG_WAITS_DAYS.index(days)].astype(float)
    return ratio_interval(longer, of.admitted.astype(float), SHARE)


def _payer(name: str, of: PayerSums, weeks: int) -> PayerFigures:
    revenue = of.revenue_ore / ORE_PER_DKK
    return {
        "payer": name,
        "citizens": t_interval(of.citizen_days / (DAYS_PER_WEEK * weeks), POSITIVE),
        "revenue_dkk": amount_interval(revenue),
        "rate_dkk_per_day": _ratio(revenue, of.citizen_days),
    }


def _ratio(above: Floats, below: Ints) -> Figure:
    return ratio_interval(above, below.astype(float), POSITIVE)
