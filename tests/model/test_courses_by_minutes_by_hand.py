"""Courses granted by minutes a week: need follows the course, pay what was granted last.

One citizen is in the course `short`, 100 minutes of home care a week, from 0 minutes on, and after
ten days, a Thursday, in `long`, 150 minutes, from 120 minutes on. An hour costs 60 DKK; a week pays
70 in the one and 140 in the other.
"""

import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables, weeks_of
from small_scenarios import scenario_of

from sim.experiments.prepared.state_sums import Ended, sums_of_state
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import run_to_end
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_tree
from sim.scenario.faults.fault import ScenarioError


def by_minutes(grading="", *, team="", minutes=(100, 150), days=10, weeks=6):
    """One citizen in two courses by minutes a week."""
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = {weeks}
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
{team}
[intake]
short = 1
[[course]]
name = "short"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {days / 7} }}
hours_per_week = {{ home_care = {minutes[0] / 60} }}
bracket = {{ from_minutes = 0, below_minutes = 120 }}
exits = [{{ to = "long", probability = 1 }}]
[[course]]
name = "long"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 90 }}
hours_per_week = {{ home_care = {minutes[1] / 60} }}
bracket = {{ from_minutes = 120, paid_minutes = 140 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 60 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ short = 70, long = 140 }}
[brackets]
{grading}
"""


def test_pay_follows_the_minutes_on_the_day_on_which_they_cross_the_edge():
    found = tables(by_minutes())
    # Week 2: three days at 10 and four at 20.
    assert weeks_of(found, "revenue_dkk") == [70, 3 * 10 + 4 * 20, 140, 140, 140, 140]
    assert weeks_of(found, "home_care_hours")[:1] == [100 / 60]
    assert spells_of(found, "course", "paid_course") == [("short", "short"), ("long", "long")]


def test_until_the_next_assessment_pay_is_that_of_the_last_one():
    # Graded on day 0 and again 21 days later, which is the Monday of week 4.
    found = tables(by_minutes("every_weeks = 3"))
    assert weeks_of(found, "revenue_dkk") == [70, 70, 70, 140, 140, 140]
    # The need was there from the Thursday of week 2 on, and the team bore it: 150 DKK a week.
    assert weeks_of(found, "cost_dkk")[2] == 150


@pytest.mark.parametrize(
    ("share", "revenue"), [(1.0, 70), (1.15, 70), (1.25, 140), (0.5, 70)], ids=str
)
def test_a_team_that_grades_its_own_citizens_writes_them_over_the_edge(share, revenue):
    # 100 minutes x 1.2 are the edge.
    text = by_minutes(
        'assessed_by = "team"', team=f"levers = {{ written_share = {share} }}", days=70
    )
    found = tables(text)
    assert weeks_of(found, "revenue_dkk") == [revenue] * 6
    assert weeks_of(found, "cost_dkk") == [100] * 6
    state = state_after(text)
    # Who writes up writes the edge and no more; who writes down writes half of 100.
    written = {1.0: 100, 1.15: 100, 1.25: 120, 0.5: 50}[share]
    assert state.spells.written_minutes[0] == written


def test_the_rules_of_brackets_are_asked():
    team = "levers = { written_share = 1.25 }"
    text = by_minutes('assessed_by = "team"', team=team, days=70)
    never = AS_EXPECTED._replace(is_granted=lambda _minutes, _share, _edge: False)
    assert weeks_of(tables(text, never), "revenue_dkk") == [70] * 6
    own = AS_EXPECTED._replace(written_minutes=lambda minutes, share, edge: minutes + share + edge)
    assert state_after(text, own).spells.written_minutes[0] == round(100 + 1.25 + 120)


def test_sums_of_the_granted_course():
    weeks = state_after(by_minutes("near_share = 0.2")).weeks
    # 100 minutes lie within 120 x 0.8 and 120; 150 are more than 120 x 1.2.
    found = {
        "granted_days": ([7, 3], [0, 4]),
        "granted_minute_days": ([700, 300], [0, 600]),
        "granted_delivered_minutes": ([100, 43], [0, 86]),
        "above_edge_days": ([0, 0], [0, 0]),
        "below_edge_days": ([7, 3], [0, 0]),
    }
    for name, (short, long) in found.items():
        assert getattr(weeks, name)[0, :2].T.tolist() == [short, long], name


def granted(text):
    """Rows of the summary, from the state and from the tables, which say the same."""
    scenario = scenario_of(text)
    made = job(scenario, engine="simpy", rules=AS_EXPECTED)
    facts = facts_of(scenario, "simpy", "")
    found = summary_tree(facts, sums_of_state(made, facts, Ended(0, run_to_end(made, 0))))
    return {row["course"]: row for row in found["granted"]}


def mean(row, *keys):
    return [row[key]["mean"] for key in keys]


def test_granted_and_delivered_time_against_course_time():
    # Ten days in `short` at 100 minutes, then a Thursday to Sunday and four weeks in `long` at 150.
    rows = granted(by_minutes("near_share = 0.2"))
    short, long = rows["short"], rows["long"]
    keys = "citizens", "granted_minutes", "delivered_minutes", "balance_minutes", "planning_share"
    assert mean(short, *keys[:2]) == pytest.approx([10 / 42, 100])
    # 100 minutes, and 43 of the three days.
    assert mean(short, *keys[2:]) == pytest.approx([143 / (10 / 7), 100.1 - 100, 1.001])
    assert short["paid_minutes"] == pytest.approx(100)  # its own mean need
    assert mean(long, *keys[:2]) == pytest.approx([32 / 42, 150])
    # 86 minutes of four days and 4 x 150, of 140 minutes a week that are paid for.
    assert mean(long, *keys[2:]) == pytest.approx(
        [686 / (32 / 7), 686 / (32 / 7) - 140, 686 / (32 / 7) / 140]
    )
    assert (short["planning"], long["planning"]) == ("yellow", "yellow")
    # 120 - 100 minutes from the next course, and within 20 % of its edge; nothing lies above.
    assert mean(short, "to_next_minutes", "below_edge_share", "above_edge_share") == pytest.approx(
        [20, 1, 0]
    )
    assert mean(long, "to_next_minutes", "below_edge_share") == [None, None]


def test_minutes_written_to_cross_an_edge_are_told_by_who_stands_above_it():
    text = by_minutes('assessed_by = "team"', team="levers.written_share = 1.25", days=70)
    row = granted(text)["long"]
    keys = "granted_minutes", "delivered_minutes", "above_edge_share", "planning_share"
    # 120 are written, 100 given: of 140 that are paid for.
    assert mean(row, *keys) == pytest.approx([120, 100, 1, 100 / 140])
    assert row["planning"] == "below"


def test_different_helpers_are_counted_by_granted_course():
    visits = "[continuity]\nvisit_minutes = 50\nstaff = 2\n"
    row = granted(by_minutes(days=70) + visits)["short"]
    # Four visits in 14 days by two who share them: 2 (1 - (1/2)^4).
    assert mean(row, "helpers_14_days") == pytest.approx([2 * (1 - 0.5**4)], abs=0.001)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bracket = { from_minutes = 120, paid_minutes = 140 }\n", "", "fewer than two courses"),
        ("[brackets]\n", "", "paid_minutes: is not used without [brackets]"),
        (
            "weekly_dkk = { short = 70, long = 140 }",
            "weekly_dkk = { short = 70 }\nlump_sum_dkk = { long = 140 }",
            "is granted by minutes a week, and has no lump sum",
        ),
        (
            "[brackets]\n",
            '[behaviour.relabel]\ncourses = { short = "long" }\n[brackets]\n',
            "behaviour.relabel: does not go with [brackets]",
        ),
        ("[brackets]\n", "[brackets]\nevery_weeks = 0\n", "every_weeks: must be 1 or more"),
        ("[brackets]\n", '[brackets]\nassessed_by = "me"\n', "assessed_by"),
        (
            "[brackets]\n",
            "[behaviour.levers]\nwritten_share = { low = 0.9, high = 1.1 }\n[brackets]\n",
            "written_share: has nothing to act on",
        ),
    ],
)
def test_what_does_not_go_with_courses_by_minutes_is_said(old, new, said):
    text = by_minutes()
    assert text.count(old) == 1
    with pytest.raises(ScenarioError) as faults:
        scenario_of(text.replace(old, new))
    assert said in str(faults.value)
