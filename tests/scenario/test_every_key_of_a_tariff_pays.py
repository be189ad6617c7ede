"""Each key that a kind of tariff uses changes what it pays."""

import pytest

from sim.scenario.schema import CourseTable, PlanRenegotiationTable, StepDownTable, TeamTable
from sim.scenario.schema.support_plan import AddedSharesTable
from sim.scenario.tariffs.kind import Payees
from sim.scenario.tariffs.listed import TARIFF_KINDS

OF = Payees(
    courses=[CourseTable.model_construct(name="long", kind="individual")],
    teams=[TeamTable.model_construct(name="Nord", places=10, basis_cost_dkk_per_year=365.0)],
)
GIVEN = {
    "weekly_dkk": {"long": 700.0},
    "step_down": {"long": StepDownTable(after_weeks=8, weekly_dkk=350.0)},
    "lump_sum_dkk": {"long": 1000.0},
    "reopen_within_weeks": 12.0,
    "individual": "per_person",
    "paid_days_away": 3.0,
    "hourly_dkk": {"nursing": 480.0},
    "budget_dkk_per_week": 90_000.0,
    "hourly_share": 0.5,
    "block_share": 0.25,
    "service_hour_dkk": 300.0,
    "add_shares": AddedSharesTable(shared=0.1),
    "renegotiation": PlanRenegotiationTable(material_share=0.1),
    "basis_rate_dkk_per_day": 520.0,
    "budgeted_occupancy": 0.5,
    "overhead_share": 0.25,
}
USED = [(kind, key) for kind in TARIFF_KINDS for key in kind.key_names]


@pytest.mark.parametrize(("kind", "key"), USED, ids=lambda of: getattr(of, "name", of))
def test_every_key_of_a_kind_changes_what_it_pays(kind, key):
    def paid(**keys):
        return kind.pay(kind.keys.model_construct(**keys), OF)

    assert paid(**{key: GIVEN[key]}) != paid()


def test_a_basis_rate_at_half_the_places_pays_the_basis_cost_twice_over_by_place():
    (kind,) = (kind for kind in TARIFF_KINDS if kind.name == "basis_service")
    keys = kind.keys.model_construct(budgeted_occupancy=0.5)
    assert kind.pay(keys, OF).plan.basis_dkk_per_day == {"Nord": 365 / (10 * 0.5 * 365)}
