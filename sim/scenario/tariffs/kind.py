"""A kind of tariff as one specification.

The schema, the checks, the model's arrays, the templates and the glossary are made from it; run,
twin, audit and rates read the arrays, so they know a kind as soon as it is listed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from sim.model.terms import Service
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.schema.courses import CourseTable
from sim.scenario.schema.money import PlanRenegotiationTable, StepDownTable, TeamRatesTable
from sim.scenario.schema.people import TeamTable
from sim.scenario.schema.quantities import Table
from sim.scenario.schema.support_plan import AddedSharesTable

K = TypeVar("K", bound=Table)
Amount = float | Sequence[float]
"""One number for all functional levels, or one a level."""


class Payees(NamedTuple):
    """Whom a tariff pays for, in the order of the file."""

    courses: Sequence[CourseTable]
    teams: Sequence[TeamTable]
    visit_minutes: Mapping[Service, float] = {}  # by service, where the scenario says it


class PlanPay(NamedTuple):
    """What a citizen's support plan is paid [DKK], what comes on top of it and when it changes."""

    hour_dkk: float
    overhead_share: float = 0.0
    basis_dkk_per_day: Mapping[str, float] = {}  # by team
    added: AddedSharesTable = AddedSharesTable()
    renegotiation: PlanRenegotiationTable | None = None


class TariffPay(NamedTuple):
    """What a tariff pays on one day, in the ways in which the model can pay.

    Amounts are in DKK, not indexed. Who is not named (a course, a service, a team) is paid nothing.
    The shares weigh pay by course, by the hour and by budget, where a tariff mixes them.
    """

    weekly_dkk: Mapping[str, Amount] = {}  # by course, for each citizen
    step_down: Mapping[str, StepDownTable] = {}  # by course
    lump_sum_dkk: Mapping[str, Amount] = {}  # by course, when it begins
    reopen_within_weeks: float = 0.0  # of no second lump sum
    own_cost: frozenset[str] = frozenset()  # courses paid each citizen's own expected cost
    paid_days_away: float = 0.0  # in hospital, at the rate of the course left behind
    hourly_dkk: Mapping[Service, float] = {}  # by service, for each delivered hour
    overhead_share: float = 0.0  # on top of every amount above
    own: Mapping[str, TeamRatesTable] = {}  # by team, what of the above is its own
    settled_days: float = 0.0  # of a started week or month that is paid whole; 0: by the day
    budget_dkk_per_week: float | Mapping[str, float] = 0.0  # of each team, or by team
    plan: PlanPay | None = None  # in every course but a hospital
    course_share: float = 1.0
    hourly_share: float = 1.0
    block_share: float = 1.0


def own_pay(pay: TariffPay, team: TeamTable) -> TariffPay:
    """What a tariff pays a team: its own rates in place of those of every team."""
    own = pay.own.get(team.name, TeamRatesTable())
    return pay._replace(
        weekly_dkk={**pay.weekly_dkk, **own.weekly_dkk, **team.rate},
        step_down={**pay.step_down, **own.step_down},
        lump_sum_dkk={**pay.lump_sum_dkk, **own.lump_sum_dkk},
        hourly_dkk={**pay.hourly_dkk, **own.hourly_dkk, **own.hourly_on_top},
        overhead_share=pay.overhead_share if own.overhead_share is None else own.overhead_share,
    )


class KindWord(NamedTuple):
    """A kind in the glossary: its Danish name, and what it means in English and Danish."""

    da: str
    means: str
    betyder: str


class TariffKind(NamedTuple, Generic[K]):
    """One kind of tariff.

    `says` ends the sentence 'The team is paid …' in the schema. `keys` are those of [tariff] that
    the kind uses, beside those of every tariff. `pay` turns their values on a day into what is
    paid, `faults` finds what the keys do not show by themselves, and `example` is how the
    template shows them, every line with a mark of a comment.
    """

    name: str
    says: str
    keys: type[K]
    pay: Callable[[K, Payees], TariffPay]
    faults: Callable[[Draft], Iterator[Fault]]
    example: str
    word: KindWord

    @property
    def key_names(self) -> tuple[str, ...]:
        """Names of the keys that it uses."""
        return tuple(self.keys.model_fields)
