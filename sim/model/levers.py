"""The levers: what a team may move, each said once.

A lever is a field of `Levers` and the `Lever` beside it, from which the scenario's schema and
checks, the audit and the figures take what they say of it. What a lever does stands where it
acts: in `events/`, and for the twin in `theory/network/levered.py` and `theory/steady/`.
"""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

from sim.model.terms import COURSE_KINDS, DEVELOPMENT

if TYPE_CHECKING:  # `forloeb check` asks for levers and need not wait for NumPy
    from sim.model.parameters import Parameters


def _always(parameters: "Parameters") -> bool:
    del parameters
    return True


def _develops(parameters: "Parameters") -> bool:
    return bool((parameters.network.kind == DEVELOPMENT).any())


def _can_go_to_a_clinic(parameters: "Parameters") -> bool:
    return parameters.clinic.is_open and bool((parameters.demand.contact_minutes > 0).any())


def _has_a_dearer_course(parameters: "Parameters") -> bool:
    return bool((parameters.behaviour.dearer_course >= 0).any())


def _falls(parameters: "Parameters") -> bool:
    steps_down = parameters.tariff.step_down_after_days < math.inf
    return bool(steps_down.any()) or parameters.tariff.is_by_plan


def _is_written(parameters: "Parameters") -> bool:
    return parameters.tariff.is_by_plan or parameters.brackets.is_by_team


def _may_discharge(parameters: "Parameters") -> bool:
    return bool(parameters.behaviour.may_discharge)


def _may_decline(parameters: "Parameters") -> bool:
    return bool(parameters.behaviour.may_decline)


class Lever(NamedTuple):
    """What is to be known of a lever.

    `label` is what figures call it, a known message. `good_faith` is where it stands when the
    team does as the scenario says; where `is_scenarios`, that number stands for the scenario's
    own. An audit moves it by `step`, from `low` to `high` unless the scenario says how far.
    `most` is the largest value that makes sense. `acts` says whether there is anything to act
    on; a scenario's file shows the same by `table`, `course_kind` or, where `is_of_plans`, by a
    tariff that pays support plans.
    """

    label: str
    unit: str
    good_faith: float
    step: float
    low: float
    high: float
    most: float = math.inf
    is_scenarios: bool = False
    acts: Callable[["Parameters"], bool] = _always
    table: str = ""
    course_kind: str = ""
    is_of_plans: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Keys that lead to the table it acts on; none where it acts on no table."""
        return tuple(re.findall(r"\w+", self.table))


class Levers(NamedTuple):
    """Where a team's levers stand.

    Lengths, re-labelling and delays of acceptance act on what begins later; effort and the
    clinic on the weeks that begin later; what is delivered, what is written and when rates step
    down on all who are in care from the next settlement on.

    `development_weeks` is the mean stay in development courses, its spread kept in proportion;
    0 leaves the scenario's. `effort` multiplies the hours of development and, by the dose, its
    effect. `delivered_share` is the share of need that the team sets out to meet; above 1 it
    gives more than is needed. `clinic_share` is the share of a reachable citizen's nursing
    contacts that is booked at the clinic; below 0 leaves the scenario's. `relabel_share` is the
    share of citizens reported to be in a dearer course than they are in. `step_down_delay_weeks`
    keeps a course at its full rate, and a support plan at its hours, for longer.
    `accept_delay_weeks` passes before a citizen's first course begins. `written_share` is the
    share of the hours needed that the team writes into support plans, or, where it grades its own
    citizens by minutes a week, how far it goes to reach an edge. `accept_share` is the share
    of new citizens, those of lowest need, whom a team takes in whatever they cost; of the others
    it takes those whose pay covers them. `discharge_share` is the share of citizens, those of
    highest need, whose stay a team ends early where they cost more than is paid.
    """

    development_weeks: Annotated[
        float,
        Lever(
            label="weeks of development",
            unit="weeks",
            good_faith=0.0,
            is_scenarios=True,
            step=1.0,
            low=1.0,
            high=26.0,
            acts=_develops,
            course_kind=COURSE_KINDS[DEVELOPMENT],
        ),
    ]
    effort: Annotated[
        float,
        Lever(
            label="effort in development",
            unit="ratio",
            good_faith=1.0,
            step=0.1,
            low=0.5,
            high=2.0,
            most=10,
            acts=_develops,
            course_kind=COURSE_KINDS[DEVELOPMENT],
        ),
    ]
    delivered_share: Annotated[
        float,
        Lever(
            label="share of need delivered",
            unit="share of need",
            good_faith=1.0,
            step=0.1,
            low=0.5,
            high=1.2,
            most=2,
        ),
    ]
    clinic_share: Annotated[
        float,
        Lever(
            label="share of contacts at the clinic",
            unit="share of contacts",
            good_faith=-1.0,
            is_scenarios=True,
            step=0.1,
            low=0.0,
            high=1.0,
            most=1,
            acts=_can_go_to_a_clinic,
            table="[clinic]",
        ),
    ]
    relabel_share: Annotated[
        float,
        Lever(
            label="share re-labelled",
            unit="share of citizens",
            good_faith=0.0,
            step=0.1,
            low=0.0,
            high=0.5,
            most=1,
            acts=_has_a_dearer_course,
            table="[behaviour.relabel] courses",
        ),
    ]
    step_down_delay_weeks: Annotated[
        float,
        Lever(
            label="weeks the step-down is put off",
            unit="weeks",
            good_faith=0.0,
            step=1.0,
            low=0.0,
            high=13.0,
            acts=_falls,
            table="[tariff.step_down]",
            is_of_plans=True,
        ),
    ]
    accept_delay_weeks: Annotated[
        float,
        Lever(
            label="weeks until taken in",
            unit="weeks",
            good_faith=0.0,
            step=1.0,
            low=0.0,
            high=8.0,
        ),
    ]
    written_share: Annotated[
        float,
        Lever(
            label="share of need written",
            unit="share of need",
            good_faith=1.0,
            step=0.1,
            low=0.8,
            high=1.2,
            most=2,
            acts=_is_written,
            is_of_plans=True,
        ),
    ]
    accept_share: Annotated[
        float,
        Lever(
            label="share taken in whatever they cost",
            unit="share of citizens",
            good_faith=1.0,
            step=0.1,
            low=0.0,
            high=1.0,
            most=1,
            acts=_may_decline,
            table="[acceptance]",
        ),
    ]
    discharge_share: Annotated[
        float,
        Lever(
            label="share discharged early if they cost too much",
            unit="share of citizens",
            good_faith=0.0,
            step=0.1,
            low=0.0,
            high=1.0,
            most=1,
            acts=_may_discharge,
            table="[early_discharge]",
        ),
    ]


LEVERS: Final = Levers._fields
"""Names of the levers, in the order of every array over levers."""
DEVELOPMENT_WEEKS: Final = LEVERS.index("development_weeks")
EFFORT: Final = LEVERS.index("effort")
DELIVERED_SHARE: Final = LEVERS.index("delivered_share")
CLINIC_SHARE: Final = LEVERS.index("clinic_share")
RELABEL_SHARE: Final = LEVERS.index("relabel_share")
STEP_DOWN_DELAY: Final = LEVERS.index("step_down_delay_weeks")
ACCEPT_DELAY: Final = LEVERS.index("accept_delay_weeks")
WRITTEN_SHARE: Final = LEVERS.index("written_share")
ACCEPT_SHARE: Final = LEVERS.index("accept_share")
DISCHARGE_SHARE: Final = LEVERS.index("discharge_share")

LEVER: Final[dict[str, Lever]] = {
    name: said.__metadata__[0] for name, said in Levers.__annotations__.items()
}
"""What is to be known of each lever, by name."""

GOOD_FAITH: Final = Levers(*(lever.good_faith for lever in LEVER.values()))
"""Levers of a team that does as the scenario says."""

if TYPE_CHECKING:
    LeverName = str
else:  # a checker of types takes no list that is made when the program runs
    LeverName = Literal[LEVERS]
