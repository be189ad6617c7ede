"""Nursing contacts: a Poisson number a week, each on its own day, and only while in the course.

Six hours of nursing a week at 45 minutes a contact are 8 contacts a week in the mean. Counts are
compared with Poisson probabilities by a chi-squared test at 1 in 20,000, means at four standard
errors, 1 in 16,000.
"""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, dated, spells_of, state_after, tables
from scipy import stats
from small_scenarios import logged, parameters_of_text

from sim.model.state import SPELLS

TEXT = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 1000
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 2600 }}
hours_per_week = {{ nursing = 6, home_care = 1 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ nursing = 600, home_care = 0 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
[nursing]
contact_minutes = 45
"""
MEAN = 6 * 60 / 45
FALSE_ALARM = 5e-5


def is_poisson(counts, mean):
    """Whether counts [n] may be Poisson with this mean; classes of at least five expected."""
    law = stats.poisson(mean)
    inside = np.flatnonzero(len(counts) * law.pmf(np.arange(200)) >= 5)
    low, high = inside[0], inside[-1]
    found = np.bincount(np.clip(counts, low, high) - low, minlength=high - low + 1)
    expected = law.pmf(np.arange(low, high + 1))
    expected[0], expected[-1] = law.cdf(low), law.sf(high - 1)
    return stats.chisquare(found, len(counts) * expected).pvalue > FALSE_ALARM


@pytest.fixture(scope="module")
def weekly():
    """Home visits in each of a thousand weeks of one citizen."""
    return state_after(TEXT).weeks


def test_the_contacts_of_a_week_are_poisson(weekly):
    assert is_poisson(weekly.home_visits[0], MEAN)


def test_weeks_do_not_hang_together(weekly):
    # The correlation of 999 pairs of weeks has a standard error of 1 / sqrt(999).
    visits = weekly.home_visits[0]
    assert abs(np.corrcoef(visits[1:], visits[:-1])[0, 1]) < 4 / np.sqrt(999)


def test_a_contact_takes_and_costs_its_minutes(weekly):
    assert (weekly.minutes[0, :, 1] == 45 * weekly.home_visits[0]).all()
    assert (weekly.cost_ore[0] == 45_000 * weekly.home_visits[0]).all()


@pytest.mark.parametrize(("hours", "minutes"), [(2, 10), (0.25, 60), (30, 90)])
def test_the_mean_is_hours_times_60_over_minutes(hours, minutes):
    text = TEXT.replace("nursing = 6,", f"nursing = {hours},").replace("= 45", f"= {minutes}")
    visits = state_after(text).weeks.home_visits[0]
    mean = hours * 60 / minutes
    assert abs(visits.mean() - mean) < 4 * np.sqrt(mean / 1_000)


def test_who_leaves_has_the_contacts_of_the_days_until_then():
    # 1,400 citizens come on Tuesday and leave on Friday: three of seven days, 24 / 7 contacts.
    text = TEXT.replace(coming(0), coming(1, 1_400)).replace("weeks = 1000", "weeks = 1")
    found = tables(text.replace("mean_weeks = 2600", f"mean_weeks = {3 / 7}"))
    visits = np.array([count for (count,) in spells_of(found, "home_visits")])
    assert len(visits) == 1_400
    assert is_poisson(visits, 3 * MEAN / 7)


def test_who_comes_in_the_week_has_the_contacts_of_the_days_from_then():
    text = TEXT.replace(coming(0), coming(5, 1_400)).replace("weeks = 1000", "weeks = 1")
    visits = np.array([count for (count,) in spells_of(tables(text), "home_visits")])
    assert is_poisson(visits, 2 * MEAN / 7)


def test_two_spells_of_a_week_share_its_contacts():
    # A level change every three days: spells of 3, 3 and 1 day in week 0, 2, 3 and 2 in week 1.
    text = TEXT.replace(coming(0), coming(0, 700)).replace("weeks = 1000", "weeks = 2")
    text = text.replace("mean_weeks = 2600", f"mean_weeks = {3 / 7}")
    steps = """exits = [
  { to = { level_change = 1 }, probability = [1, 1, 1, 1, 0] },
  { to = "dead", probability = [0, 0, 0, 0, 1] },
]"""
    found = tables(text.replace('exits = [{ to = "dead", probability = 1 }]', steps))
    by_level = {level: [] for level in range(5)}
    for level, visits in spells_of(found, "level", "home_visits"):
        by_level[level].append(visits)
    for level in range(4):
        assert is_poisson(np.array(by_level[level]), 3 * MEAN / 7)
    assert is_poisson(np.array(by_level[4]), 2 * MEAN / 7)


def test_contacts_fall_on_all_days_alike_and_independently():
    # A clinic for all contacts writes each into the log: 7,000 days with 8 / 7 in the mean.
    clinic = """[clinic]
reachable = 1
share = 1
cost_per_contact_dkk = 0
charged_to = "team"
"""
    parameters = parameters_of_text(TEXT + clinic, AS_EXPECTED)
    log = logged(parameters, AS_EXPECTED)
    days = [row.day for row in log if row.event == "contact_booked"]
    by_day = np.bincount(days, minlength=7_000)
    assert is_poisson(by_day, MEAN / 7)
    by_weekday = by_day.reshape(-1, 7)
    assert stats.chisquare(by_weekday.sum(axis=0)).pvalue > FALSE_ALARM
    hang_together = np.corrcoef(by_weekday, rowvar=False)[np.triu_indices(7, 1)]
    assert (abs(hang_together) < 5 / np.sqrt(1_000)).all()


def test_the_share_of_those_who_can_go_is_booked_and_no_other_contact():
    # 400 citizens, 8 weeks: 0.4 of them can reach the clinic, and 0.75 of their contacts go there.
    clinic = """[clinic]
reachable = 0.4
share = 0.75
cost_per_contact_dkk = 0
charged_to = "team"
"""
    text = (TEXT + clinic).replace(coming(0), coming(0, 400)).replace("weeks = 1000", "weeks = 8")
    spells = state_after(text).spells
    visits, at_home = spells.clinic_visits[:400], spells.home_visits[:400]
    goes = visits > 0
    assert abs(goes.sum() - 160) < 4 * np.sqrt(400 * 0.4 * 0.6)
    # Who can go has 48 contacts at the clinic in eight weeks in the mean, so none has chance none.
    assert is_poisson(visits[goes], 8 * MEAN * 0.75)
    assert is_poisson(at_home[goes], 8 * MEAN * 0.25)
    assert is_poisson(at_home[~goes], 8 * MEAN)


def test_the_contacts_follow_the_need_of_the_week():
    # The profile doubles the need of week 0 and takes it away in week 2.
    text = TEXT.replace(coming(0), coming(0, 1_000)).replace("weeks = 1000", "weeks = 3")
    state = state_after(text.replace("hours_per_week", "profile = [2, 1, 0]\nhours_per_week"))
    assert int(state.rows[SPELLS]) == 1_000
    for week, share in enumerate((2, 1, 0)):
        mean = 1_000 * share * MEAN
        assert abs(state.weeks.home_visits[0, week] - mean) <= 4 * np.sqrt(mean)


def test_a_dated_length_of_contacts_counts_from_its_day():
    text = TEXT.replace("weeks = 1000", "weeks = 400")
    text = text.replace("contact_minutes = 45", f"contact_minutes = {dated((0, 45), (1_400, 90))}")
    weeks = state_after(text).weeks
    for part, mean in ((slice(200), MEAN), (slice(200, 400), MEAN / 2)):
        visits = weeks.home_visits[0, part]
        assert abs(visits.mean() - mean) < 4 * np.sqrt(mean / 200)
        assert (weeks.minutes[0, part, 1] == 360 / mean * visits).all()
