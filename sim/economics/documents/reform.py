"""Types of what `forloeb reform --json` and `forloeb plan --json` print."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class Amounts(TypedDict):
    """Before, after, the change and its parts, in whole kroner that add up.

    `moves_dkk` is of the plans; it and the bill outside the rate are there where they can be.
    """

    before_dkk: int
    after_dkk: int
    change_dkk: int
    structure_dkk: int
    plans_dkk: int
    indexation_dkk: int
    occupancy_dkk: int
    moves_dkk: NotRequired[int]
    outside_rate_dkk: NotRequired[int]
    bill_dkk: NotRequired[int]


class PayerAmounts(Amounts):
    """The same of one payer."""

    payer: str


class LessSpecialised(TypedDict):
    """Who could live in a less specialised offer, who moves, and what it saves."""

    could_move: int
    moved: int
    for_want_of_places: int
    saved_dkk: int
    potential_dkk: int


class ReformTree(TypedDict):
    """Before and after for each payer, by name, and in total."""

    schema: Literal[1]
    payers: list[PayerAmounts]
    total: Amounts
    less_specialised: NotRequired[LessSpecialised]


PlanRateTree = TypedDict(
    "PlanRateTree",
    {
        "from": str | None,
        "direct_hours": float,
        "shared_hours": float,
        "documentation_hours": float,
        "organisation_hours": float,
        "absence_hours": float,
        "paid_hours": float,
        "service_rate_dkk_per_day": float,
        "basis_rate_dkk_per_day": float,
        "rate_dkk_per_day": float,
        "outside_hours": NotRequired[float],
        "outside_dkk_per_day": NotRequired[float],
    },
)
"""A rate a day and the hours a week behind it; `from` is null where nothing is dated."""


class PlanTree(PlanRateTree):
    """The rate on a day, and the rate by date."""

    schema: Literal[1]
    by_date: list[PlanRateTree]


class ContractPlanTree(PlanTree):
    """The same of a contract of a reform, and the rate before it."""

    before: PlanRateTree
