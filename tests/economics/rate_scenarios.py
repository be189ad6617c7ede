"""The three small courses in variants whose rates can be found by arithmetic.

An hour costs 450, 480 or 430 DKK by service, so a week of development costs 4 × 450 + 0.5 × 480
+ 1.5 × 430 = 2,685, of stabilisation 3 × 450 + 0.5 × 480 = 1,590 and of an individual course
18 × 450 + 4 × 480 = 10,020.
"""

from small_scenarios import THREE_COURSES

COSTS = {"development": 2685.0, "stabilisation": 1590.0, "individual": 10020.0}

_GAMMA = 'stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }'
_RATES = "weekly_dkk = { development = 2700, stabilisation = 1575, individual = 9900 }"

FIXED_STAY = THREE_COURSES.replace(_GAMMA, 'stay = { distribution = "fixed", mean_weeks = 8 }')
STEPPING_DOWN = FIXED_STAY + "step_down.development = { after_weeks = 4, weekly_dkk = 1620 }\n"
LUMP_SUM = FIXED_STAY.replace(
    _RATES,
    "lump_sum_dkk = { development = 9000 }\n"
    "weekly_dkk = { development = 1000, stabilisation = 1575, individual = 9900 }",
)
WITHOUT_RATES = THREE_COURSES.replace(
    _RATES, "weekly_dkk = { development = 0, stabilisation = 0, individual = 0 }"
)
FROM_EMPTY = THREE_COURSES.replace('initial = "stationary"', 'initial = "empty"')
DATED = THREE_COURSES.replace(
    "{ home_care = 450, nursing = 480, training = 430 }",
    "{ nursing = 480, training = 430, home_care = "
    "[{ from = 2026-01-05, value = 450 }, { from = 2026-01-29, value = 495 }] }",
).replace(
    "{ development = 2700,",
    "{ development = [{ from = 2026-01-05, value = 2000 }, { from = 2026-02-02, value = 2200 }],",
)
WITH_HOSPITAL = (
    THREE_COURSES.replace(
        "hours_sd = 2.0\n", "hours_sd = 2.0\nhazards_per_week = { hospital = 0.05, dead = 0.01 }\n"
    ).replace(
        "[prices]",
        """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "exponential", mean_weeks = 1 }
exits = [{ to = "resume", probability = 0.9 }, { to = "dead", probability = 0.1 }]
[prices]""",
    )
    + "paid_days_away = 4\n"
)
BY_LEVEL = (
    THREE_COURSES.replace(
        "hours_per_week = { home_care = 3.0, nursing = 0.5 }",
        "hours_per_week = { home_care = [0, 1, 3, 6, 0] }",
    )
    .replace(
        '{ to = "dead", probability = 0.6 }',
        '{ to = "dead", probability = 0.3 }, '
        "{ to = { level_change = 1 }, probability = [0, 0.3, 0.3, 0, 0] }, "
        '{ to = "moved", probability = [0.3, 0, 0, 0.3, 0.3] }',
    )
    .replace("stabilisation = 1575", "stabilisation = [0, 400, 1300, 2800, 77]")
    .replace("[[course]]", "[citizen]\nstart_level = [0, 0.5, 0.5, 0, 0]\n[[course]]", 1)
)
CLINIC = (
    THREE_COURSES
    + """
[nursing]
contact_minutes = 30
[clinic]
reachable = 0.5
share = 0.4
open_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
cost_per_contact_dkk = 150
charged_to = "team"
"""
)
SHORT_OF_STAFF = (
    THREE_COURSES
    + """
[staff]
full_time_equivalents = { helper = 10, nurse = 1.2, therapist = 1.2 }
hours_per_week = 37
temporary_share = 0.5
temporary_premium = 1.4
[staff.professions.helper]
pay_per_hour_dkk = 240
absence_share = 0.2
user_facing_share = 0.6
[staff.professions.nurse]
pay_per_hour_dkk = 300
absence_share = 0.2
user_facing_share = 0.6
[staff.professions.therapist]
pay_per_hour_dkk = 290
absence_share = 0.2
user_facing_share = 0.6
[staff.gives]
home_care = ["helper", "nurse"]
nursing = ["nurse"]
training = ["therapist"]
"""
)


def rates_by_place(found):
    """Balancing number of each rate, by course and level."""
    return {
        of.row.place: of.balance.first_dkk["mean"]
        for of in found.outcomes
        if of.balance is not None
    }
