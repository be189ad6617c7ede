import copy
import datetime as dt

import pytest
from generated import START, for_every, rows, scenario, tables_and_log, trees
from hypothesis import strategies as st
from test_capacity_is_never_exceeded import with_clinic, with_places


def from_then_on(value, date):
    """A number that is doubled, and moved off nought, from a date on."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]["value"]
    other = [2 * v + 1 for v in value] if isinstance(value, list) else 2 * value + 1
    return [{"from": START, "value": value}, {"from": date, "value": other}]


def rates(tree, date):
    table = tree["tariff"]["weekly_dkk"]
    table["development"] = from_then_on(table["development"], date)


def prices(tree, date):
    table = tree["prices"]["cost_per_hour_dkk"]
    table["nursing"] = from_then_on(table["nursing"], date)


def hours(tree, date):
    for course in tree["course"][:2]:
        table = course["hours_per_week"]
        table["nursing"] = from_then_on(table["nursing"], date)


def inflow(tree, date):
    for team in tree["team"]:
        given_inflow = team["inflow_per_week"]
        if isinstance(given_inflow, dict):
            dated = from_then_on(given_inflow["first_contact"], date)
            team["inflow_per_week"] = {**given_inflow, "first_contact": dated}
        else:
            team["inflow_per_week"] = from_then_on(given_inflow, date)


def stays(tree, date):
    tree["course"][1]["stay"] = {
        "distribution": "gamma",
        "mean_weeks": [{"from": START, "value": 3.0}, {"from": date, "value": 6.0}],
        "sd_weeks": 1.0,
    }


def hazards(tree, date):
    tree["course"][0]["hazards_per_week"]["dead"] = from_then_on(0.1, date)


def slots(tree, date):
    with_clinic(tree, 2, ["monday", "wednesday", "saturday"])
    tree["clinic"]["slots_per_day"] = from_then_on(2, date)
    tree["clinic"]["cost_per_contact_dkk"] = from_then_on(200.0, date)


def places(tree, date):
    with_places(tree, 1)
    tree["nursing_home"]["places"] = from_then_on(1, date)


def posts(tree, date):
    tree["staff"] = copy.deepcopy(STAFF)
    tree["staff"]["full_time_equivalents"]["helper"] = from_then_on(0.6, date)
    tree["team"][0].pop("full_time_equivalents", None)
    tree.get("behaviour", {}).pop("unmet_raises", None)


STAFF = {
    "full_time_equivalents": {"nurse": 0.2},
    "temporary_share": 0.5,
    "temporary_premium": 1.2,
    "professions": {
        name: {"pay_per_hour_dkk": 250.0, "absence_share": 0.2, "user_facing_share": 0.6}
        for name in ("helper", "nurse")
    },
    "gives": {"home_care": ["helper", "nurse"], "nursing": ["nurse"]},
}


def mixture(tree, date):
    """Pay by the hour that is phased in, indexed rates, a stop-loss and a band."""
    tree["tariff"] |= {
        "kind": "mixed",
        "hourly_share": [{"from": START, "value": 0.1}, {"from": date, "value": 0.6}],
        "block_share": [{"from": START, "value": 0.3}, {"from": date, "value": 0.0}],
        "hourly_dkk": {"home_care": from_then_on(300.0, date), "nursing": 500.0},
        "budget_dkk_per_week": from_then_on(9_000.0, date),
        "indexation_share": [{"from": START, "value": 0.0}, {"from": date, "value": 0.05}],
        "stop_loss": {
            "above_dkk_per_week": from_then_on(2_000.0, date),
            "refunded_share": [{"from": START, "value": 0.2}, {"from": date, "value": 0.9}],
        },
        "deficit_band": {"share": [{"from": START, "value": 0}, {"from": date, "value": 0.1}]},
    }


def what_levers_take(tree, date):
    """Consequences of levers; the team reacts to what they cost."""
    tree["team"][0] |= {"policy": "budget_led", "levers": {"relabel_share": 0.7}}
    tree["team"][0]["levers"]["accept_delay_weeks"] = 1.0
    tree["behaviour"] = {
        "levers": {"delivered_share": {"low": 0.2, "high": 1.0}},
        "given_up_per_week": from_then_on(0.3, date),
        "relabel": {
            "courses": {"stabilisation": "individual"},
            "hours_per_week": from_then_on(0.5, date),
            "found_share": [{"from": START, "value": 0.1}, {"from": date, "value": 0.9}],
            "penalty_dkk": from_then_on(900.0, date),
        },
    }


CHANGES = [
    rates,
    prices,
    hours,
    inflow,
    stays,
    hazards,
    slots,
    places,
    posts,
    mixture,
    what_levers_take,
]


@pytest.mark.parametrize("change", CHANGES)
@for_every(trees(), st.integers(1, 12), number=8)
def test_weeks_and_events_before_a_change_are_the_same(change, tree, day):
    tree["prices"]["cost_per_hour_dkk"]["home_care"] = 400.0
    date = START + dt.timedelta(days=day)
    changed, unchanged = copy.deepcopy(tree), copy.deepcopy(tree)
    change(changed, date)
    change(unchanged, START + dt.timedelta(days=7 * tree["run"]["weeks"] - 1))
    assert scenario(changed).determinants != scenario(unchanged).determinants
    first, first_log = tables_and_log(unchanged)
    other, other_log = tables_and_log(changed)
    assert [r for r in first_log if r.day < day] == [r for r in other_log if r.day < day]
    before = [row for row in rows(first.team_weeks) if row[2] < day // 7]
    assert [row for row in rows(other.team_weeks) if row[2] < day // 7] == before


SETTLED = ("revenue_dkk", "deviation_dkk", "unshared_revenue_dkk", "true_up_dkk")


def unsettled(table, weeks):
    """Rows by team and week, without what a deficit band settles in the week of number weeks - 1.

    There the shorter run ends, and the part of a budget year that it cuts short is settled.
    """
    kept = [column for column in table if column not in {"replication", "team", "week", *SETTLED}]
    found = []
    for key, other, settled in zip(
        rows(table, "team", "week"), rows(table, *kept), rows(table, *SETTLED), strict=True
    ):
        true_up = settled[-1] or 0.0
        without = [round(100 * ((dkk or 0.0) - true_up)) for dkk in settled]
        found.append((*key, other, without if key[1] == weeks - 1 else settled))
    return found


@for_every(trees())
def test_a_longer_run_begins_with_the_shorter_one(tree):
    longer = copy.deepcopy(tree)
    longer["run"]["weeks"] = tree["run"]["weeks"] + 2
    tree["prices"]["cost_per_hour_dkk"]["home_care"] = 400.0
    longer["prices"]["cost_per_hour_dkk"]["home_care"] = 400.0
    short, short_log = tables_and_log(tree)
    long, long_log = tables_and_log(longer)
    assert long_log[: len(short_log)] == short_log
    weeks = tree["run"]["weeks"]
    found = unsettled(long.team_weeks, weeks)
    assert [row for row in found if row[1] < weeks] == unsettled(short.team_weeks, weeks)
