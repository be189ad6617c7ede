"""A scenario without a fault in which everything that the model knows is switched on."""

WHOLE = """\
schema = 1

[run]
start = 2026-01-05
weeks = 20

[[team]]
name = "Nord"
inflow_per_week = 2.0
full_time_equivalents = { helper = 9, nurse = 1 }

[[team]]
name = "Syd"
inflow_per_week = 3.0

[intake]
development = 1.0

[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = 4, training = 1.5 }
dose = { p_max = 0.6, tau_weeks = 6 }
exits = [{ to = "stabilisation", probability = 1 }, { to = "self_reliant" }]
hazards_per_week = { hospital = 0.013, dead = 0.003 }

[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 60 }
hours_per_week = { home_care = 2, nursing = 0.7 }
hours_sd = 1.6
outside_hours_per_week = { night = 1, complex_nursing = [0, 0, 0, 0.3, 0.5] }
everyday_rehabilitation = { hours_per_week = 0.5, max_share = 0.4, tau_hours = 0.25 }
exits = [
    { to = { level_change = 1 }, probability = 0.5 },
    { to = "nursing_home", probability = 0.5 },
]

[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "exponential", mean_weeks = 60 }
hours_per_week = { home_care = 22, nursing = 3 }
exits = [{ to = "nursing_home", probability = 1 }]

[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "fixed", mean_weeks = 26 }
hours_per_week = { home_care = 20 }
exits = [{ to = "nursing_home", probability = 1 }]

[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "exponential", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]

[relapse]
probability = 0.2
after = { distribution = "fixed", mean_weeks = 20 }
to = "development"

[times]
home_care = { evening = 0.25, weekend = [0.1, 0.1, 0.2, 0.2, 0.2] }

[prices.cost_per_hour_dkk]
home_care = { day = 490, evening = 558, weekend = 560 }
nursing = 650
training = 900

[prices.outside]
night_hour_dkk = 600
complex_nursing_hour_dkk = 700
hospital_day_dkk = 5000
nursing_home_day_dkk = 1903

[needs_assessment]
individual_from_hours_per_week = 20
milestone_weeks = { development = 4, stabilisation = 26 }
milestone_hours = { home_care = 0.5, nursing = 0.25 }

[tariff]
kind = "course_rates"
individual = "per_person"
paid_days_away = 3
weekly_dkk = { development = 2700, stabilisation = 1575 }

[nursing]
contact_minutes = 28

[clinic]
reachable = 0.35
share = 0.8
slots_per_day = 40
open_days = ["monday", "wednesday"]
longest_wait_days = 5
time_share = 0.68
cost_per_contact_dkk = 240
charged_to = "team"
cost_per_slot_dkk = 200

[nursing_home]
places = 340
occupied = 330
mean_stay_weeks = 161

[staff]
full_time_equivalents = { helper = 10, assistant = 5, nurse = 2.5, therapist = 1.5 }
hours_per_week = 37
temporary_share = 0.8
temporary_premium = 1.35
supervision_hours_per_week = 0.5
supervision_cost_per_hour_dkk = 450

[staff.professions]
helper = { pay_per_hour_dkk = 275, absence_share = 0.2, user_facing_share = 0.58 }
assistant = { pay_per_hour_dkk = 300, absence_share = 0.19, user_facing_share = 0.57 }
nurse = { pay_per_hour_dkk = 350, absence_share = 0.18, user_facing_share = 0.56 }
therapist = { pay_per_hour_dkk = 340, absence_share = 0.17, user_facing_share = 0.55 }

[staff.gives]
home_care = ["helper", "assistant", "nurse"]
nursing = ["nurse", "assistant"]
training = ["therapist"]

[staff.effect]
recommended_mix = { helper = 0.55, assistant = 0.25, nurse = 0.13, therapist = 0.07 }
mix_loss = 0.3
supervision_gain = 0.2
supervision_tau_hours = 0.5

[staff.unmet_raises]
admissions = 2.0
relapses = 1.0

[continuity]
visit_minutes = 25
staff = 12
contact_person_share = 0.3

[self_determination]
idle_share = 0.95
full_share = 0.6
exponent = 3

[goals.development]
economy = 0.5
progression = 0.3
continuity = 0.1
self_determination = 0.1
"""


def tables(first: str, after: str) -> str:
    """Text of the tables from one on, up to the one after them."""
    return WHOLE[WHOLE.index(f"[{first}]") : WHOLE.index(f"[{after}]")]


HOSPITAL = WHOLE[WHOLE.index('[[course]]\nname = "hospital"') : WHOLE.index("\n[relapse]")]
"""Text of the hospital course."""
