"""Behaviour is switched off, so no tariff and no price changes what happens to anybody."""

import copy

from generated import engine, scenario, trees
from hypothesis import given, settings

FEW = settings(max_examples=25)


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


@FEW
@given(trees())
def test_the_log_is_the_same_under_every_tariff(tree):
    other = paid_otherwise(tree)
    assert scenario(other).determinants != scenario(tree).determinants
    assert engine(other).log == engine(tree).log


@FEW
@given(trees())
def test_the_log_is_the_same_under_every_price(tree):
    other = copy.deepcopy(tree)
    other["prices"]["cost_per_hour_dkk"] = {"home_care": 1.0, "nursing": 9_000.0}
    assert engine(other).log == engine(tree).log


@FEW
@given(trees())
def test_the_log_is_the_same_whatever_staff_and_clinic_cost_and_whoever_pays(tree):
    other = copy.deepcopy(tree)
    for terms in other.get("staff", {}).get("professions", {}).values():
        terms["pay_per_hour_dkk"] += 100.0
    if "clinic" in other:
        other["clinic"]["cost_per_contact_dkk"] += 50.0
        payers = {"team": "municipality", "municipality": "team"}
        other["clinic"]["charged_to"] = payers[tree["clinic"]["charged_to"]]
    assert engine(other).log == engine(tree).log


@FEW
@given(trees())
def test_a_replication_repeats_itself(tree):
    assert engine(tree, 3).log == engine(tree, 3).log


@FEW
@given(trees())
def test_replications_differ(tree):
    tree["team"][0]["inflow_per_week"] = 20.0
    assert engine(tree, 0).log != engine(tree, 1).log
