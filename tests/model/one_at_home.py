"""One citizen at home from a day on: 7 hours of home care and 3.5 of nursing a week.

A day at home is an hour of home care at 60 and half an hour of nursing at 80: it costs 100 DKK,
and 700 a week. Nothing is drawn but who the citizen is.
"""

from by_hand import coming

HOME = """
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 9 }
hours_per_week = { home_care = 7, nursing = 3.5 }
exits = [{ to = "dead", probability = 1 }]
"""


def followed_by(name, course=HOME):
    """A course that leads to another one of the same kind of life, after the run is over."""
    first = course.replace('"dead"', f'"{name}"')
    return first + HOME.replace('"home"', f'"{name}"')


BY_COURSE = """kind = "course_rates"
weekly_dkk = { home = 2100 }
"""
HOURLY = "hourly_dkk = { home_care = 100, nursing = 200 }\n"
ACTIVITY = f'kind = "activity"\n{HOURLY}'
BLOCK = """kind = "block"
budget_dkk_per_week = 10_000
"""


def at_home(tariff, **pieces):
    """A scenario of two weeks; the citizens come on a day, and nobody is there before.

    `team` are lines of the team's table, `more` further tables.
    """
    given = {"day": 0, "citizens": 1, "team": "", "more": "", "courses": HOME}
    assert pieces.keys() <= given.keys()
    given |= pieces
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(given["day"], given["citizens"])}
{given["team"]}
[intake]
home = 1
{given["courses"]}
[prices]
cost_per_hour_dkk = {{ home_care = 60, nursing = 80 }}
[tariff]
{tariff}
{given["more"]}
"""
