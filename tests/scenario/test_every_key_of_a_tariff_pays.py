"""Each key that a kind of tariff uses, as its example shows it, changes what the kind pays."""

import re
import tomllib

import pytest

from sim.scenario.schema import CourseTable, TeamTable
from sim.scenario.tariffs.kind import Payees
from sim.scenario.tariffs.listed import ALL_KEYS, KIND, TARIFF_KINDS

OF = Payees(
    courses=[
        CourseTable.model_construct(name="development", kind="development"),
        CourseTable.model_construct(name="individual", kind="individual"),
    ],
    teams=[TeamTable.model_construct(name="Nord", places=10, basis_cost_dkk_per_year=365.0)],
)
EXAMPLES = "".join(kind.example for kind in TARIFF_KINDS)
SHOWN = tomllib.loads(re.sub(r"(?m)^# (?=[a-z_]+ = )", "", EXAMPLES))
PLAIN = {
    "weekly_dkk": {"development": 2700},
    "paid_days_away": 3,
    "hourly_share": 0.5,
    "block_share": 0.25,
}
"""In place of a switch that is off, or of values by date."""
_VISITS = {"visit_dkk": {"home_care": 240}, "visit_minutes": {"home_care": 20}}
BESIDE = {
    "per": {**_VISITS, "hourly_dkk": {"home_care": 480}},
    "visit_dkk": {**_VISITS, "per": "visit"},
    "visit_minutes": {**_VISITS, "per": "visit"},
}
"""What a key is nothing without."""
USED = [(kind, key) for kind in TARIFF_KINDS for key in kind.key_names]


def test_the_examples_show_every_key_that_the_template_has_not():
    assert set(SHOWN) == set(ALL_KEYS) - {"weekly_dkk"}


@pytest.mark.parametrize(("kind", "key"), USED, ids=lambda of: getattr(of, "name", of))
def test_every_key_of_a_kind_changes_what_it_pays(kind, key):
    beside = {**BESIDE.get(key, {})}
    given = kind.keys.model_validate({**beside, key: {**SHOWN, **PLAIN}[key]})
    beside.pop(key, None)
    assert kind.pay(given, OF) != kind.pay(kind.keys.model_validate(beside), OF)


def test_a_basis_rate_at_half_the_places_is_twice_the_basis_cost_of_each():
    kind = KIND["basis_service"]
    keys = kind.keys(budgeted_occupancy=0.5)
    assert kind.pay(keys, OF).plan.basis_dkk_per_day == {"Nord": 365 / (10 * 0.5 * 365)}
