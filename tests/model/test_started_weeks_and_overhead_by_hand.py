"""Started weeks and months paid whole, and a share on top of every price, and the twin.

One citizen comes on day 0 and the stay is 17 days long: three started weeks, of the third only
three days, and one started month.
"""

import numpy as np
import pytest
from by_hand import coming, tables, weeks_of
from small_scenarios import parameters_of_text, scenario_of

from sim.economics.rates.balancing import balancing_rates
from sim.engines.simpy_engine import SimpyEngine
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.faults.fault import ScenarioError
from sim.theory.steady.steady import steady
from sim.theory.twin import twin

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 4
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {17 / 7} }}
hours_per_week = {{ home_care = 7 }}
exits = [{{ to = "moved", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 4200 }}
"""


def paid(said, text=SCENARIO):
    return weeks_of(tables(text.replace("[tariff]", f"[tariff]\n{said}")), "revenue_dkk")


def test_days_are_sevenths_and_a_started_week_is_whole():
    assert paid('settled_per = "day"') == [4_200, 4_200, 1_800, 0]
    assert paid('settled_per = "started_week"') == [4_200, 4_200, 4_200, 0]


def test_a_started_month_is_a_twelfth_of_a_year_paid_on_its_first_day():
    assert paid('settled_per = "started_month"') == [
        pytest.approx(4_200 / 7 * 365 / 12, abs=0.01),
        0,
        0,
        0,
    ]


def test_the_second_month_begins_after_thirty_days_and_a_half():
    text = SCENARIO.replace(f"{17 / 7}", "9").replace("weeks = 4\n", "weeks = 6\n")
    month = pytest.approx(4_200 / 7 * 365 / 12, abs=0.01)
    assert paid('settled_per = "started_month"', text) == [month, 0, 0, 0, month, 0]


def test_a_week_that_begins_after_the_step_down_is_paid_at_the_lower_rate():
    step = "step_down = { home = { after_weeks = 1, weekly_dkk = 2_100 } }"
    assert paid(f'settled_per = "started_week"\n{step}') == [4_200, 2_100, 2_100, 0]


def test_a_change_of_course_begins_a_week_anew():
    """Ten days at home, then ten in a second course: two started weeks of each are paid."""
    text = SCENARIO.replace(f"{17 / 7}", f"{10 / 7}").replace('"moved"', '"later"')
    later = text[text.index("[[course]]") : text.index("[prices]")]
    later = later.replace('"home"', '"again"').replace('"later"', '"moved"')
    text = text.replace("[prices]", f"{later}[prices]").replace('"later"', '"again"')
    text = text.replace("{ home = 4200 }", "{ home = 4200, again = 700 }")
    assert sum(paid('settled_per = "started_week"', text)) == 2 * 4_200 + 2 * 700


def test_overhead_lies_on_rates_lump_sums_and_hours_and_on_one_team_alone():
    more = "lump_sum_dkk = { home = 100 }\nhourly_on_top = { home_care = 10 }"
    plain = np.array([4_200 + 100 + 70, 4_200 + 70, 1_800 + 30, 0])
    assert paid(more) == plain.tolist()
    assert paid(f"overhead_share = 0.06\n{more}") == pytest.approx(1.06 * plain)
    own = SCENARIO + "[tariff.team.Nord]\noverhead_share = 0.06\n"
    assert paid(f"overhead_share = 0.5\n{more}", own) == pytest.approx(1.06 * plain)


def test_overhead_lies_on_an_own_rate_too():
    text = SCENARIO.replace('"stabilisation"', '"individual"').replace("{ home = 4200 }", "{ }")
    said = 'individual = "per_person"\noverhead_share = 0.06'
    assert paid(said, text)[:2] == pytest.approx([1.06 * 7 * 450] * 2)


STEADY = (
    SCENARIO.replace('"empty"', '"stationary"')
    .replace(coming(0), "7")
    .replace("[tariff]", '[tariff]\nsettled_per = "started_week"')
)
"""One citizen comes a day."""


def week_of(day):
    """Deviation in a week of who comes so many days after its Monday [DKK]."""
    days = [at for at in range(7) if day <= at < day + 17]
    begun = sum((at - day) % 7 == 0 for at in days)
    return 4_200 * begun - 450 * len(days)


def test_the_twin_and_the_steady_state_by_hand():
    """Each who comes brings three started weeks; a week's variance is the sum of their squares."""
    parameters = parameters_of_text(STEADY)
    found = twin(parameters)
    assert found.leaves_out == []
    assert found.total.revenue[0] == pytest.approx(4 * 7 * 3 * 4_200_00)
    weeks = [week_of(day) for day in range(-16, 7)]
    for week in found.weekly:
        assert week.deviation[0] == pytest.approx(100 * sum(weeks))
        assert week.variance[0] == pytest.approx(100**2 * sum(one**2 for one in weeks))
    levers = parameters.behaviour.reference
    assert steady(parameters, STANDARD_RULES, levers).revenue[0] == pytest.approx(7 * 3 * 4_200_00)


def test_those_found_on_the_first_day_are_within_their_weeks():
    parameters = parameters_of_text(STEADY.replace("weeks = 4", "weeks = 1"))
    runs = [
        float(np.asarray(SimpyEngine(parameters, replication=n).run().weeks.revenue_ore).sum())
        for n in range(60)
    ]
    error = np.std(runs, ddof=1) / np.sqrt(len(runs))
    assert np.mean(runs) == pytest.approx(7 * 3 * 4_200_00, abs=4 * error)
    assert error < 0.05 * np.mean(runs)


def test_a_balancing_rate_is_lower_where_started_weeks_are_paid():
    text = SCENARIO.replace('"empty"', '"stationary"').replace(coming(0), "5")
    said = text.replace("[tariff]", '[tariff]\nsettled_per = "started_week"\noverhead_share = 0.05')
    (rate,) = balancing_rates(scenario_of(said)).tree["rates"]
    # 17 days cost as much as 21 are paid for, and the rate is what the overhead is laid on.
    assert rate["balancing_dkk"]["mean"] == pytest.approx(7 * 450 * 17 / 21, rel=0.002)


def test_days_away_are_not_paid_a_second_time():
    with pytest.raises(ScenarioError) as raised:
        scenario_of(
            SCENARIO.replace("[tariff]", '[tariff]\nsettled_per = "started_week"\npaid_days_away=3')
        )
    said = [f"{f.key}: {f.what}; {f.remedy}" for f in raised.value.faults]
    assert (
        "tariff.paid_days_away: pays days that the started week or month has paid already; "
        'leave it out, or write settled_per = "day"'
    ) in said
