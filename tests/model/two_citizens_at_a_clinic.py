"""A clinic whose bookings are Poisson, independent from day to day, and never leave it.

Two citizens who stay for good book all their nursing contacts there.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from small_scenarios import parameters_of_text

from sim.model.terms import WEEKDAYS

TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = WEEKS
initial = { Nord = { home = 2 } }
[[team]]
name = "Nord"
inflow_per_week = 0
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 100 }
hours_per_week = { nursing = HOURS }
exits = [{ to = "again", probability = 0.999999999 }, { to = "dead", probability = 1e-9 }]
[[course]]
name = "again"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 100 }
hours_per_week = { nursing = HOURS }
exits = [{ to = "home", probability = 1 }]
[prices]
cost_per_hour_dkk = { nursing = 0 }
[tariff]
kind = "course_rates"
weekly_dkk = { home = 0, again = 0 }
[nursing]
contact_minutes = 60
[clinic]
reachable = 1
share = 1
slots_per_day = SLOTS
open_days = DAYS
longest_wait_days = LONGEST
cost_per_contact_dkk = 0
charged_to = "team"
"""


class Clinic(NamedTuple):
    """A clinic, and how many contacts its two citizens book there on a day in the mean."""

    slots: int
    per_day: float
    open_days: tuple = WEEKDAYS
    longest: int = 366


@cache
def arrays(clinic, weeks):
    given = {
        "WEEKS": weeks,
        "HOURS": 7 * clinic.per_day / 2,
        "SLOTS": clinic.slots,
        "DAYS": list(clinic.open_days),
        "LONGEST": clinic.longest,
    }
    text = TEXT
    for key, value in given.items():
        text = text.replace(key, str(value))
    return parameters_of_text(text)


class Days(NamedTuple):
    """What the log says of each day, and what the run added up to."""

    booked: np.ndarray
    given: np.ndarray
    weeks: object


def days_of(engine):
    """Run a replication that keeps its log."""
    weeks = engine.run().weeks
    booked, given = np.zeros((2, 7 * weeks.days.shape[1]), int)
    for row in engine.log:
        if row.event == "contact_booked":
            booked[row.day] += 1
        elif row.event == "clinic_closed":
            given[row.day] = row.value
    return Days(booked, given, weeks)
