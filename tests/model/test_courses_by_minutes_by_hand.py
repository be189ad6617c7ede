"""Courses granted by minutes a week: need follows the course, pay what was granted last.

One citizen is in the course `short`, 100 minutes of home care a week, from 0 minutes on, and after
ten days, a Thursday, in `long`, 150 minutes, from 120 minutes on. An hour costs 60 DKK; a week pays
70 in the one and 140 in the other.
"""

import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables, weeks_of


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
