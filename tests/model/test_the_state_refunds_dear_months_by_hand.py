"""What the state refunds of a citizen's dear months: one citizen, two months and a day.

The citizen comes on 5 January and is paid 14,000 DKK a week, 2,000 a day: 54,000 for 27 days of
January, 56,000 for February and 2,000 for 1 March. A quarter of what lies above 40,000 a month is
refunded, and half of what lies above 50,000.
"""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, dated, tables, weeks_of
from small_scenarios import THREE_COURSES, parameters_of_text, scenario_of

import sim
from sim.economics.audit.weekly_means import AuditRuns, weekly_means_of
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.experiments.verification.verify import Verification
from sim.scenario.faults.fault import ScenarioError
from sim.theory.twin import twin

STEPS = (
    "{ above_dkk_per_year = 480_000, share = 0.25 }, { above_dkk_per_year = 600_000, share = 0.5 }"
)
SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 8
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10 }}
outside_hours_per_week = {{ night = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[prices.outside]
night_hour_dkk = {{ value = 3_500, bearer = "region" }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 14_000 }}
[refund]
steps = [{STEPS}]
paid_to = "municipality"
"""
JANUARY = 0.25 * 14_000 + 0.25 * 4_000
FEBRUARY = 0.25 * 16_000 + 0.25 * 6_000


def refunded(text):
    return weeks_of(tables(text), "state_refund_dkk")


def test_each_month_is_refunded_in_steps_and_anew():
    weeks = refunded(SCENARIO)
    assert sum(weeks) == JANUARY + FEBRUARY
    # 42,000 after three weeks; the last days of January are Monday 26 to Saturday 31.
    assert weeks[:4] == [0, 0, 500, 4_000]
    assert weeks[4:] == [0, 0, 0.25 * (15 * 2_000 + 14_000 - 40_000), FEBRUARY - 1_000]


def test_teams_never_see_it_and_the_state_bears_it():
    with_it = tables(SCENARIO)
    without = tables(SCENARIO[: SCENARIO.index("[refund]")])
    for column in ("revenue_dkk", "cost_dkk", "outside_dkk"):
        assert weeks_of(with_it, column) == weeks_of(without, column)
    refund = np.array(weeks_of(with_it, "state_refund_dkk"))
    assert weeks_of(with_it, "borne_by_state_dkk") == refund.tolist()
    assert weeks_of(with_it, "borne_by_municipality_dkk") == (-refund).tolist()
    assert weeks_of(without, "state_refund_dkk") == [None] * 8


def test_what_the_municipality_bears_outside_the_rate_counts_as_well():
    """Half of 7,000 a week of night care is 500 more a day."""
    text = SCENARIO.replace('bearer = "region"', "bearer = { region = 0.5, municipality = 0.5 }")
    january, february = 27 * 2_500 - 40_000, 28 * 2_500 - 40_000
    expected = 0.25 * (january + february) + 0.25 * (january + february - 20_000)
    assert sum(refunded(text)) == pytest.approx(expected, abs=0.02)


def test_steps_may_change_by_date():
    share = dated((0, 0.25), (27, 0))
    text = SCENARIO.replace("share = 0.25", f"share = {share}").replace(
        "share = 0.5", "share = 0.5"
    )
    assert sum(refunded(text)[:4]) == JANUARY
    assert sum(refunded(text)[4:]) == 0.5 * 6_000


def test_only_a_share_of_the_citizens_is_of_the_age():
    text = SCENARIO.replace(coming(0), coming(0, 400)).replace(
        "[refund]", "[refund]\ncitizens_share = 0.3"
    )
    of_all = sum(refunded(text)) / (JANUARY + FEBRUARY)
    assert of_all == pytest.approx(round(of_all), abs=1e-6)
    assert abs(of_all - 0.3 * 400) < 4 * np.sqrt(0.3 * 0.7 * 400)
    none = text.replace("citizens_share = 0.3", "citizens_share = 0")
    assert sum(refunded(none)) == 0


def test_each_course_has_a_share_of_its_own():
    # Two weeks at home, where nobody is of the age, and then in a course where everybody is: from
    # Monday 19 January 26,000 of 13 days, and February as it was.
    away = SCENARIO.replace("mean_weeks = 9", "mean_weeks = 2").replace('"dead"', '"other"')
    course = SCENARIO[SCENARIO.index("[[course]]") : SCENARIO.index("[prices]\n")]
    text = away.replace("[prices]\n", course.replace('"home"', '"other"') + "[prices]\n").replace(
        "{ home = 14_000 }", "{ home = 14_000, other = 14_000 }"
    )
    shares = "[refund]\ncitizens_share = { other = 1 }"
    assert sum(refunded(text.replace("[refund]", shares))) == FEBRUARY
    of_all = text.replace("[refund]", shares.replace("{ other", "{ home = 1, other"))
    assert sum(refunded(of_all)) == JANUARY + FEBRUARY
    wrong = text.replace("[refund]", shares.replace("other", "outher"))
    with pytest.raises(ScenarioError, match='"outher" is not a course; did you mean "other"'):
        scenario_of(wrong)


def test_the_summary_says_it_and_nets_it():
    scenario = scenario_of(SCENARIO)
    summary = sim.simulate(scenario, replications=3, engine="simpy", out=None).summary
    found = summary["bearers"]
    assert found["state_dkk"]["mean"] == -found["municipality_dkk"]["mean"]
    net = found["municipality_net_dkk"]["mean"]
    paid = summary["total"]["revenue_dkk"]["mean"]
    assert net == pytest.approx(paid - found["state_dkk"]["mean"])


def test_a_folder_of_it_holds_all_that_must_hold(tmp_path):
    results = sim.simulate(scenario_of(SCENARIO), replications=2, engine="simpy", out=tmp_path)
    found = Verification(results.folder, (0,))
    assert [check.check for check in found.checks() if not check.is_ok] == []
    assert not found.fault


def test_the_twin_says_that_it_leaves_it_out():
    more = f"[refund]\nsteps = [{STEPS}]\n"
    text = THREE_COURSES + more
    assert any("state's refund" in line for line in twin(parameters_of_text(text)).leaves_out)
    assert twin(parameters_of_text(text)).moves_the_mean == []
    assert twin(parameters_of_text(text)).total.revenue.tolist() == (
        twin(parameters_of_text(THREE_COURSES)).total.revenue.tolist()
    )


def test_an_audit_simulates_who_bears_it():
    runs = AuditRuns(lambda: sim.prepare(scenario_of(SCENARIO), engine="simpy"), 2)
    why = weekly_means_of(parameters_of_text(SCENARIO), AS_EXPECTED, runs).why_simulated
    assert why == ["the state's refund of dear months: the steady state has no months"]


@pytest.mark.parametrize(
    ("old", "new", "key", "what"),
    [
        ("600_000", "480_000", "steps[1].above_dkk_per_year", "is not above the limit"),
        ("share = 0.5", "share = 0.1", "steps[1].share", "is less than the share"),
        ('"municipality"', '"team"', "paid_to", "municipality"),
        (f"[{STEPS}]", "[]", "steps", ""),
    ],
)
def test_steps_in_no_order_are_faults(old, new, key, what):
    with pytest.raises(ScenarioError) as raised:
        scenario_of(SCENARIO.replace(old, new))
    (fault,) = raised.value.faults
    assert fault.key == f"refund.{key}"
    assert what in f"{fault.what}; {fault.remedy}"


def test_a_leaver_and_a_warm_up_are_booked_as_well():
    """Gone after three weeks: 42,000 in January."""
    text = SCENARIO.replace("mean_weeks = 9", "mean_weeks = 3").replace(
        "weeks = 8", "weeks = 6\nwarm_up_weeks = 2"
    )
    found = replicated(job(scenario_of(text), engine="simpy", rules=AS_EXPECTED), 0)
    assert sum(found.team_weeks["state_refund_dkk"]) == 0.25 * 2_000
