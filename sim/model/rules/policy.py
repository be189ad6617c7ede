"""How a team sets its levers at the end of a week."""

from typing import NamedTuple

from sim.model.levers import GOOD_FAITH, Levers
from sim.model.terms import BUDGET_LED, INCENTIVE_LED, LEARNING


class Review(NamedTuple):
    """What a team knows when a week is over; money in øre since day 0.

    `reference` are the levers in good faith, `best` those that serve the team's own weighing of
    citizens' benefit and money best under the tariff, `low` and `high` how far it may go.
    """

    team: int
    week: int
    citizens: int
    revenue_ore: int
    cost_ore: int
    policy: int  # index in terms.POLICIES
    reaction: float  # of a budget-led team
    reference: Levers
    best: Levers
    low: Levers
    high: Levers
    tried: Levers = GOOD_FAITH  # of a team that learns: those whose turn it is


def needs_led(review: Review) -> Levers:
    """Reference policy: whatever the money says, care follows need."""
    return review.reference


def budget_led(review: Review) -> Levers:
    """Deliver less, and book more at the clinic, the further cost has run above revenue.

    delivered share = 1 - reaction x max(0, (cost - revenue) / revenue), and the clinic's share
    rises in the same proportion towards its bound; both within what the team may move.
    Source: evidence, "skimping"; that the clinic follows is an assumption.
    """
    short = 0.0
    if review.revenue_ore > 0:
        short = max(0.0, (review.cost_ore - review.revenue_ore) / review.revenue_ore)
    pressed = min(1.0, review.reaction * short)
    at, low, high = review.reference, review.low, review.high
    return Levers(
        at.development_weeks,
        at.effort,
        max(low.delivered_share, at.delivered_share * (1.0 - pressed)),
        at.clinic_share + pressed * (high.clinic_share - at.clinic_share),
        at.relabel_share,
        at.step_down_delay_weeks,
        at.accept_delay_weeks,
        at.written_share,
        at.accept_share,
        at.discharge_share,
    )


def incentive_led(review: Review) -> Levers:
    """Do what serves the team's own weighing of benefit and money best under the tariff.

    The levers that maximise alpha x benefit + (1 - alpha) x surplus are worked out once for each
    team and date (`sim.theory.steady.responses`). Source: Ellis and McGuire 1986, J Health Econ 5.
    """
    return review.best


def learning(review: Review) -> Levers:
    """Hold what is being tried (`sim/model/rules/learning.py`)."""
    return review.tried


def policy(review: Review) -> Levers:
    """What the team's own kind of policy does."""
    if review.policy == BUDGET_LED:
        return budget_led(review)
    if review.policy == INCENTIVE_LED:
        return incentive_led(review)
    if review.policy == LEARNING:
        return learning(review)
    return needs_led(review)
