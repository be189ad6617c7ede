"""Behaviour is switched off, so no tariff and no price changes what happens to anybody."""

import copy

import pytest
from generated import engine, for_every, scenario, trees


def paid_otherwise(tree):
    """The same scenario under another tariff: every rate, and every way of paying, changed."""
    other = copy.deepcopy(tree)
    names = [course["name"] for course in tree["course"]]
    other["tariff"] = {
        "kind": "course_rates",
        "weekly_dkk": {name: 777.0 * (place + 1) for place, name in enumerate(names)},
    }
    if "step_down" not in tree["tariff"]:
        lower = {"after_weeks": 1.0, "weekly_dkk": 1.0}
        other["tariff"]["step_down"] = {"stabilisation": lower}
    if "lump_sum_dkk" not in tree["tariff"]:
        other["tariff"]["lump_sum_dkk"] = dict.fromkeys(names, 5_000.0)
    return other


@for_every(trees(behaves=False))
def test_the_log_is_the_same_under_every_tariff(tree):
    other = paid_otherwise(tree)
    assert scenario(other).determinants != scenario(tree).determinants
    assert engine(other).log == engine(tree).log


HOURLY = {"hourly_dkk": {"home_care": 480.0, "nursing": 650.0}}
BUDGET = {"budget_dkk_per_week": 50_000.0}
OF_KIND = {
    "activity": HOURLY,
    "block": BUDGET,
    "mixed": {"hourly_share": 0.3, "block_share": 0.3, **HOURLY, **BUDGET},
    "basis_service": {"basis_rate_dkk_per_day": 500.0, "service_hour_dkk": 300.0},
    "overhead": {"service_hour_dkk": 300.0, "overhead_share": 0.25},
    "course_rates": {
        "stop_loss": {"above_dkk_per_week": 500.0, "refunded_share": 0.9},
        "deficit_band": {"share": 0.01, "every_weeks": 1},
        "indexation_share": 0.1,
    },
}


def of_kind(tree, kind):
    """The scenario under a tariff of a kind, with whatever that kind needs."""
    other = paid_otherwise(tree)
    by_course = other["tariff"] if kind in ("mixed", "course_rates") else {}
    other["tariff"] = by_course | {"kind": kind} | OF_KIND[kind]
    return other


@pytest.mark.parametrize("kind", OF_KIND)
@for_every(trees(behaves=False), number=10)
def test_the_log_is_the_same_under_a_tariff_of_every_kind(kind, tree):
    assert engine(of_kind(tree, kind)).log == engine(tree).log


@for_every(trees(behaves=False), number=10)
def test_levers_that_nobody_moves_move_nobody(tree):
    other = copy.deepcopy(tree)
    other["behaviour"] = {"levers": {"effort": {"low": 0.1, "high": 2.0}}}
    other["behaviour"]["levers"]["delivered_share"] = {"low": 0.1, "high": 2.0}
    assert engine(other).log == engine(tree).log


@for_every(trees())
def test_the_log_is_the_same_under_every_price(tree):
    other = copy.deepcopy(tree)
    other["prices"]["cost_per_hour_dkk"] = {"home_care": 1.0, "nursing": 9_000.0}
    assert engine(other).log == engine(tree).log


@for_every(trees())
def test_the_log_is_the_same_whatever_staff_and_clinic_cost_and_whoever_pays(tree):
    other = copy.deepcopy(tree)
    for terms in other.get("staff", {}).get("professions", {}).values():
        terms["pay_per_hour_dkk"] += 100.0
    if "clinic" in other:
        other["clinic"]["cost_per_contact_dkk"] += 50.0
        payers = {"team": "municipality", "municipality": "team"}
        other["clinic"]["charged_to"] = payers[tree["clinic"]["charged_to"]]
    assert engine(other).log == engine(tree).log


@for_every(trees())
def test_a_replication_repeats_itself(tree):
    assert engine(tree, 3).log == engine(tree, 3).log


@for_every(trees())
def test_replications_differ(tree):
    tree["team"][0]["inflow_per_week"] = 20.0
    assert engine(tree, 0).log != engine(tree, 1).log
