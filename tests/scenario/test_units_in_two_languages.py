"""A unit text is read in Danish and English, and believed where it is not understood."""

import pytest

from sim.scenario.checks.units import contradiction

SAME = (
    ("hospital_day_dkk", "kr. pr. døgn"),
    ("hospital_day_dkk", "DKK per day"),
    ("cost_per_hour_dkk", "kr./time"),
    ("weekly_dkk", "DKK per citizen per week"),
    ("hours_per_week", "timer om ugen"),
    ("inflow_per_week", "citizens a week"),
    ("mean_weeks", "uger"),
    ("cost_per_contact_dkk", "DKK"),
    ("max_share", "probability"),
    ("hours_per_week", "as the needs assessment has it"),
)
OTHER = (
    ("hospital_day_dkk", "kr. pr. time", "DKK per day"),
    ("hospital_day_dkk", "t.kr.", "DKK per day"),
    ("cost_per_hour_dkk", "DKK per day", "DKK per hour"),
    ("weekly_dkk", "kr. pr. måned", "DKK per week"),
    ("hours_per_week", "timer pr. måned", "hours per week"),
    ("inflow_per_week", "borgere pr. år", "a number per week"),
    ("mean_weeks", "months", "weeks"),
    ("contact_minutes", "timer", "minutes"),
)


@pytest.mark.parametrize(("key", "text"), SAME)
def test_what_fits_or_is_not_understood_is_believed(key, text):
    assert contradiction([key], text) is None


@pytest.mark.parametrize(("key", "text", "own"), OTHER)
def test_another_unit_is_a_contradiction(key, text, own):
    assert contradiction([key], text) == own


def test_the_nearest_key_that_says_a_unit_decides():
    keys = ["prices", "cost_per_hour_dkk", "home_care", "day"]
    assert contradiction(keys, "kr. pr. uge") == "DKK per hour"  # day is a time of day
