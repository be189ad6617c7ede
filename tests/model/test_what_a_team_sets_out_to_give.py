"""Less or more than is needed, another length and effort of development, another clinic share.

What is unmet raises admissions and relapses by the stated ratio, effort the chance to end
self-reliant. Counts of 1400 citizens are compared with what is expected at four standard errors,
which chance alone passes once in 16,000.
"""

import math

import pytest
from by_hand import AS_EXPECTED, state_after, tables, weeks_of
from one_at_home import BY_COURSE, HOME, at_home, followed_by

from sim.model.state import SPELLS
from sim.model.terms import SELF_RELIANT

CITIZENS = 1_400


def held(**levers):
    """A team that holds some levers, as TOML."""
    return "levers = { " + ", ".join(f"{name} = {at}" for name, at in levers.items()) + " }"


def is_binomial(count, of, chance):
    return abs(count - of * chance) <= 4 * math.sqrt(of * chance * (1 - chance))


# What is delivered


def test_a_fifth_is_left_unmet():
    # 7 hours and 3.5 hours a week, at 60 and 80.
    found = tables(at_home(BY_COURSE, team=held(delivered_share=0.8)))
    assert weeks_of(found, "home_care_hours") == [5.6, 5.6]
    assert weeks_of(found, "nursing_hours") == [2.8, 2.8]
    assert weeks_of(found, "unmet_hours") == [2.1, 2.1]
    assert weeks_of(found, "cost_dkk") == [0.8 * 700] * 2


def test_a_fifth_more_is_given_and_nothing_is_unmet():
    found = tables(at_home(BY_COURSE, team=held(delivered_share=1.2)))
    assert weeks_of(found, "home_care_hours") == [1.2 * 7] * 2
    assert weeks_of(found, "unmet_hours") == [0, 0]
    assert weeks_of(found, "cost_dkk") == [1.2 * 700] * 2


HOSPITAL = """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 100 }
exits = [{ to = "dead", probability = 1 }]
"""
RAISES = "[behaviour]\nunmet_raises = {{ {what} = 5 }}\n"


@pytest.mark.parametrize("share", [1.0, 0.8])
def test_unmet_need_raises_admissions_from_the_second_week_on(share):
    # 0.1 a week, times 1 + 5 x 0.2 = 2 in week 1.
    courses = HOME.replace("exits", "hazards_per_week = { hospital = 0.1 }\nexits") + HOSPITAL
    text = at_home(
        BY_COURSE,
        citizens=CITIZENS,
        courses=courses,
        team=held(delivered_share=share),
        more=RAISES.format(what="admissions"),
    )
    spells = state_after(text).spells
    end, to = spells.end_day[:CITIZENS], spells.exit[:CITIZENS]
    at_home_on_monday = (end > 7).sum()
    admitted = ((end > 7) & (end <= 14) & (to == 1)).sum()
    hazard = 0.1 * (1 + 5 * (1 - share))
    # Stays are rounded: who is struck in the last half day leaves on the next Monday or later.
    assert is_binomial(admitted, at_home_on_monday, 1 - math.exp(-hazard))


@pytest.mark.parametrize("share", [1.0, 0.8])
def test_unmet_need_raises_relapses(share):
    # A quarter, times 1 + 5 x 0.2 = 2.
    week = HOME.replace("mean_weeks = 9", "mean_weeks = 1").replace('"dead"', '"self_reliant"')
    relapse = """[relapse]
probability = 0.25
after = { distribution = "fixed", mean_weeks = 0.2 }
to = "home"
"""
    text = at_home(
        BY_COURSE,
        citizens=CITIZENS,
        courses=week,
        team=held(delivered_share=share),
        more=relapse + RAISES.format(what="relapses"),
    )
    back = int(state_after(text).rows[SPELLS]) - CITIZENS
    assert is_binomial(back, CITIZENS, 0.25 * (1 + 5 * (1 - share)))


# Development


DEVELOPMENT = HOME.replace('"stabilisation"', '"development"').replace(
    'distribution = "fixed", mean_weeks = 9',
    'distribution = "gamma", mean_weeks = 4, sd_weeks = 2',
)
AND_DEVELOPMENT = "development".join(followed_by("other").rsplit("stabilisation", 1))
AND_OTHER = BY_COURSE.replace("home = 2100", "home = 2100, other = 0")


def stays(**levers):
    text = at_home(BY_COURSE, citizens=50, courses=DEVELOPMENT, team=held(**levers))
    return state_after(text).spells.stay_days[:50]


def test_the_length_of_development_is_set_with_its_spread_in_proportion():
    as_stated, longer = stays(effort=1.0), stays(development_weeks=6)
    assert longer == pytest.approx(6 / 4 * as_stated, rel=1e-3)


def test_the_length_of_other_courses_is_the_scenarios():
    text = at_home(AND_OTHER, courses=AND_DEVELOPMENT, team=held(development_weeks=2))
    assert state_after(text).spells.drawn_days[0] == 9 * 7


def test_effort_takes_as_many_more_hours_of_development():
    found = tables(at_home(BY_COURSE, courses=DEVELOPMENT, team=held(effort=1.5)))
    as_needed = tables(at_home(BY_COURSE, courses=DEVELOPMENT))
    hours = weeks_of(as_needed, "home_care_hours")
    assert hours[0] > 0
    assert weeks_of(found, "home_care_hours") == [1.5 * number for number in hours]


def test_effort_outside_development_takes_nothing():
    found = tables(at_home(AND_OTHER, courses=AND_DEVELOPMENT, team=held(effort=1.5)))
    assert weeks_of(found, "home_care_hours") == [7, 7]


@pytest.mark.parametrize(("effort", "dose"), [(1.0, 1.0), (2.0, 2.0)])
def test_effort_multiplies_the_dose(effort, dose):
    # p = 0.8 (1 - exp(-weeks effort / tau)), a week against a tau of two.
    week = HOME.replace('"stabilisation"', '"development"').replace(
        "mean_weeks = 9", "mean_weeks = 1"
    )
    week = week.replace(
        'exits = [{ to = "dead", probability = 1 }]',
        'exits = [{ to = "self_reliant" }, { to = "dead", probability = 1 }]\n'
        "dose = { p_max = 0.8, tau_weeks = 2, gamma = 1 }",
    )
    text = at_home(BY_COURSE, citizens=CITIZENS, courses=week, team=held(effort=effort))
    reliant = (state_after(text).spells.exit[:CITIZENS] == SELF_RELIANT).sum()
    assert is_binomial(reliant, CITIZENS, 0.8 * (1 - math.exp(-dose / 2)))


# Clinic


CLINIC = """[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = 0.2
longest_wait_days = 2
cost_per_contact_dkk = 10
charged_to = "team"
open_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""


@pytest.mark.parametrize(
    ("share", "levers"), [(0.2, {"delivered_share": 1}), (0.7, {"clinic_share": 0.7})]
)
def test_so_many_contacts_are_booked_at_the_clinic(share, levers):
    text = at_home(BY_COURSE, citizens=100, team=held(**levers), more=CLINIC)
    found = tables(text, AS_EXPECTED)
    clinic = sum(weeks_of(found, "clinic_visits"))
    contacts = clinic + sum(weeks_of(found, "home_visits"))
    assert contacts > 1_000
    assert is_binomial(clinic, contacts, share)


def test_all_or_none_of_them():
    for share, column in ((0, "clinic_visits"), (1, "home_visits")):
        text = at_home(BY_COURSE, citizens=10, team=held(clinic_share=share), more=CLINIC)
        assert weeks_of(tables(text), column) == [0, 0]
