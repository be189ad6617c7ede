"""What must hold always holds under a tariff by support plan as well."""

import copy
import datetime as dt

import pytest
from generated import START, engine, for_every, rows, tables, trees
from hypothesis import strategies as st
from plans import plan_trees, with_money
from test_money_adds_up import by_team


def ore_by_spell(found, course=None):
    """Revenue of each spell [øre], of one course or of all."""
    columns = "citizen", "start_day", "course", "revenue_dkk"
    return {
        (citizen, day): round(100 * (money or 0))
        for citizen, day, of, money in rows(found.spells, *columns)
        if course in (None, of)
    }


@for_every(plan_trees())
def test_the_money_of_citizens_is_the_money_of_their_teams(tree):
    found = tables(tree)
    by_week = by_team(found.team_weeks, "revenue_dkk")
    by_week.subtract(by_team(found.team_weeks, "unshared_revenue_dkk"))
    by_spell = by_team(found.spells, "revenue_dkk")
    assert {t: m for t, m in by_spell.items() if m} == {t: m for t, m in by_week.items() if m}


@for_every(plan_trees(behaves=False))
def test_lives_are_those_under_course_rates(tree):
    other = copy.deepcopy(tree)
    names = [course["name"] for course in tree["course"]]
    other["tariff"] = {"kind": "course_rates", "weekly_dkk": dict.fromkeys(names, 777.0)}
    assert engine(other).log == engine(tree).log


@for_every(plan_trees(behaves=False), st.integers(0, 9))
def test_money_times_k_is_money_times_k_within_k_ore_a_citizen_week(tree, k):
    once, times_k = (ore_by_spell(tables(with_money(tree, factor))) for factor in (1, k))
    weeks = tree["run"]["weeks"]
    assert once.keys() == times_k.keys()
    assert all(abs(times_k[spell] - k * once[spell]) <= k * (weeks + 1) for spell in once)


@for_every(plan_trees(), st.integers(8, 20))
def test_what_a_plan_pays_from_a_date_on_touches_no_earlier_week(tree, day):
    date = START + dt.timedelta(days=day)
    later = copy.deepcopy(tree)
    hour = tree["tariff"]["service_hour_dkk"]
    dated = [{"from": START, "value": hour}, {"from": date, "value": 9_000.0}]
    later["tariff"]["service_hour_dkk"] = dated
    before, after = tables(tree).team_weeks, tables(later).team_weeks
    columns = "team", "week", "revenue_dkk", "cost_dkk"
    early = [row for row in rows(before, *columns) if 7 * (row[1] + 1) <= day]
    assert early == [row for row in rows(after, *columns) if 7 * (row[1] + 1) <= day]
    assert early


@for_every(plan_trees(behaves=False), st.sampled_from([0.25, 1.0]))
def test_overhead_is_a_share_of_every_spells_pay(tree, share):
    tree = with_money(tree, 1)
    tree["tariff"].pop("basis_rate_dkk_per_day", None)
    plain, laden = (
        {**tree, "tariff": tree["tariff"] | {"kind": "overhead", "overhead_share": of}}
        for of in (0.0, share)
    )
    once, more = ore_by_spell(tables(plain)), ore_by_spell(tables(laden))
    weeks = tree["run"]["weeks"]
    assert all(abs(more[s] - (1 + share) * once[s]) <= 2 * (weeks + 1) for s in once)


def at_one_price(tree, tariff):
    """The scenario at one price of an hour, under a tariff."""
    other = copy.deepcopy(tree)
    other["prices"]["cost_per_hour_dkk"] = {"home_care": 450.0, "nursing": 450.0}
    own = {key: at for key, at in tree["tariff"].items() if key == "paid_days_away"}
    other["tariff"] = own | tariff
    return other


@for_every(trees(behaves=False))
def test_a_plan_at_cost_is_the_rate_per_person(tree):
    rates = dict.fromkeys([course["name"] for course in tree["course"]], 1.0)
    own = {name: rate for name, rate in rates.items() if name not in ("individual", "waiting")}
    per_person = {"kind": "course_rates", "weekly_dkk": own, "individual": "per_person"}
    by_plan = {"kind": "overhead", "overhead_share": 0.0, "service_hour_dkk": 450.0}
    found = [
        ore_by_spell(tables(at_one_price(tree, tariff)), "individual")
        for tariff in (per_person, by_plan)
    ]
    assert found[0].keys() == found[1].keys()
    # Each is rounded once a week: the same to an øre of each.
    assert all(found[0][spell] == pytest.approx(found[1][spell], abs=5) for spell in found[0])


@for_every(plan_trees(behaves=False))
def test_without_terms_a_plan_is_the_need(tree):
    tree["tariff"].pop("renegotiation", None)
    at_once = copy.deepcopy(tree)
    at_once["tariff"]["renegotiation"] = {"material_share": 0.0, "status_meeting_weeks": 0.0}
    assert rows(tables(at_once).spells) == rows(tables(tree).spells)
