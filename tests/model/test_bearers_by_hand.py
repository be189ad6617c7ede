"""Who bears what is outside the rate: by account, by share, and from a date on.

One citizen comes on day 0 and needs 2 hours of night care a week, 700 DKK each: 200 DKK a day.
Hospital strikes after ten days: at home on days 0-9 and on day 13, in hospital on days 10-12, at
5,000 DKK a day that the region bears.
"""

import numpy as np
import pytest
from by_hand import CERTAIN, coming, tables, weeks_of
from small_scenarios import scenario_of

from sim.model.terms import BEARERS
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.faults.fault import ScenarioError

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[citizen]
start_level = [0, 1, 0, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hazards_per_week = {{ hospital = {7 / 10} }}
hours_per_week = {{ home_care = 10 }}
outside_hours_per_week = {{ night = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = {3 / 7} }}
exits = [{{ to = "resume", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[prices.outside]
night_hour_dkk = 700
hospital_day_dkk = {{ value = 5000, bearer = "region" }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
"""
NIGHT, HOSPITAL = "night_hour_dkk = 700", 'hospital_day_dkk = { value = 5000, bearer = "region" }'


def borne(text):
    """DKK of each week by bearer; None for who never bears anything."""
    found = tables(text, CERTAIN)
    return {bearer: weeks_of(found, f"borne_by_{bearer}_dkk") for bearer in BEARERS}


def test_what_is_not_said_to_be_another_s_is_the_municipality_s():
    assert borne(SCENARIO) == {
        "municipality": [7 * 200, 4 * 200],
        "region": [0, 3 * 5_000],
        "state": [None, None],
        "citizen": [None, None],
    }


def test_a_hospital_day_is_the_region_s_where_nobody_says_it():
    assert borne(SCENARIO.replace(HOSPITAL, "hospital_day_dkk = 5000")) == borne(SCENARIO)


def test_a_price_may_say_who_bears_it():
    text = SCENARIO.replace(NIGHT, 'night_hour_dkk = { value = 700, bearer = "citizen" }')
    text = text.replace(HOSPITAL, 'hospital_day_dkk = { value = 5000, bearer = "state" }')
    found = borne(text)
    assert (found["citizen"], found["state"]) == ([1_400, 800], [0, 15_000])
    assert found["municipality"] == found["region"] == [None, None]


def test_an_account_can_be_shared():
    shares = "{ region = 0.7, municipality = 0.3 }"
    text = SCENARIO.replace(HOSPITAL, f"hospital_day_dkk = {{ value = 5000, bearer = {shares} }}")
    found = borne(text)
    assert found["region"] == [0, 10_500]
    assert found["municipality"] == [1_400, 800 + 4_500]


def test_a_third_of_an_ore_is_borne_by_somebody():
    # 100.01 DKK to three, 33.3367 each: bounds at 33.34 and 66.67.
    shares = f"{{ municipality = {1 / 3}, region = {1 / 3}, state = {1 / 3} }}"
    text = SCENARIO.replace(HOSPITAL, f"hospital_day_dkk = {{ value = 33.336, bearer = {shares} }}")
    found = borne(text)
    assert found["region"][1] == pytest.approx(33.33)
    assert found["state"][1] == pytest.approx(33.34)
    assert found["municipality"][1] == pytest.approx(800 + 33.34)


def _moved(key, value, date):
    later = f'{{ from = {date}, value = {value}, bearer = "region" }}'
    return f"{key} = [{{ from = 2026-01-05, value = {value} }}, {later}]"


def test_a_task_that_moves_within_a_week_is_parted_on_that_day():
    # From Thursday 2026-01-15, day 10: night care of days 7-9 is the municipality's, of 13 not.
    text = SCENARIO.replace(NIGHT, _moved("night_hour_dkk", 700, "2026-01-15"))
    found = borne(text)
    assert found["municipality"] == [1_400, 3 * 200]
    assert found["region"] == [0, 15_000 + 200]


def test_days_in_hospital_are_parted_on_the_day_too():
    # To the municipality from Saturday 2026-01-17, day 12.
    own = '{ from = 2026-01-17, value = 7000, bearer = "municipality" }'
    text = SCENARIO.replace(
        HOSPITAL,
        f'hospital_day_dkk = [{{ from = 2026-01-05, value = 5000, bearer = "region" }}, {own}]',
    )
    found = borne(text)
    assert found["region"] == [0, 10_000]
    assert found["municipality"] == [1_400, 800 + 7_000]


def test_a_task_that_moves_on_a_monday_moves_with_the_week():
    text = SCENARIO.replace(NIGHT, _moved("night_hour_dkk", 700, "2026-01-12"))
    assert borne(text)["municipality"] == [1_400, 0]


def test_days_at_a_temporary_place_and_acute_nursing_are_accounts_of_their_own():
    # 1.4 days a week at 1,000 DKK: 200 a day. Half an hour of acute nursing at 840: 60 a day.
    text = SCENARIO.replace("{ night = 2 }", "{ acute_nursing = 0.5 }").replace(
        'exits = [{ to = "dead"',
        'outside_days_per_week = { temporary_place = 1.4 }\nexits = [{ to = "dead"',
    )
    prices = "acute_nursing_hour_dkk = 840\ntemporary_place_day_dkk = 1000"
    found = tables(text.replace(NIGHT, prices), CERTAIN)
    assert weeks_of(found, "outside_temporary_place_dkk") == [7 * 200, 4 * 200]
    assert weeks_of(found, "outside_acute_nursing_dkk") == [7 * 60, 4 * 60]
    assert weeks_of(found, "outside_dkk") == [7 * 260, 4 * 260 + 15_000]


def test_periods_with_the_same_bearers_have_the_same_number():
    text = SCENARIO.replace(NIGHT, _moved("night_hour_dkk", 700, "2026-01-15"))
    price = "[{ from = 2026-01-05, value = 5000 }, { from = 2026-01-13, value = 6000 }]"
    prices = parameters_of(
        scenario_of(text.replace(HOSPITAL, f"hospital_day_dkk = {price}"))
    ).prices
    came, gone, dearer, moved = prices.bearing
    assert came == gone == dearer != moved
    assert np.allclose(prices.borne_share.sum(axis=2), 1.0)


@pytest.mark.parametrize(
    ("price", "what", "remedy"),
    [
        (
            '{ value = 5000, bearer = "regoin" }',
            '"regoin" bears no account',
            'did you mean "region"',
        ),
        ("{ value = 5000, bearer = { region = 0.7 } }", "which add up to 1", "municipality = 0.3"),
        ("{ value = 5000, bearer = 3 }", "must be one of", "write { region"),
    ],
)
def test_who_cannot_bear_an_account_is_a_fault(price, what, remedy):
    with pytest.raises(ScenarioError) as raised:
        scenario_of(SCENARIO.replace(HOSPITAL, f"hospital_day_dkk = {price}"))
    (fault,) = raised.value.faults
    assert what in fault.what
    assert remedy in fault.remedy


def test_only_a_price_outside_the_rate_has_a_bearer():
    with pytest.raises(ScenarioError) as raised:
        scenario_of(
            SCENARIO.replace(
                "{ home_care = 450 }", '{ home_care = { value = 450, bearer = "state" } }'
            )
        )
    assert [fault.key for fault in raised.value.faults] == [
        "prices.cost_per_hour_dkk.home_care.bearer"
    ]


def test_bearers_cannot_change_twice_in_a_week():
    text = SCENARIO.replace(NIGHT, _moved("night_hour_dkk", 700, "2026-01-13"))
    text = text.replace(HOSPITAL, _moved("hospital_day_dkk", 5000, "2026-01-15")).replace(
        "{ from = 2026-01-05, value = 5000 }",
        '{ from = 2026-01-05, value = 5000, bearer = "state" }',
    )
    with pytest.raises(ScenarioError) as raised:
        scenario_of(text)
    (fault,) = raised.value.faults
    assert fault.key == "prices.outside"
    assert "2026-01-13 and on 2026-01-15" in fault.what
