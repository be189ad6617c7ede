"""Networks with the rest of the whole model that has no congestion, made to show what is new.

Prices by time lie far apart, contacts are few and dear, and people differ much, so that each
of them would be missed.
"""

from uncongested import HOSPITAL, ONE_COURSE

CARE = """
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 3
[intake]
stabilisation = 1.0
[citizen]
start_level = [0, 0.5, 0.5, 0, 0]
multiplier_sd = 0.3
[times]
home_care = { evening = [0.2, 0.2, 0.4, 0.4, 0.4], weekend = 0.2 }
nursing = { weekend = 0.25 }
[nursing]
contact_minutes = 60
[clinic]
reachable = [0.9, 0.8, 0.4, 0.2, 0.0]
share = 0.9
open_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
cost_per_contact_dkk = 100
charged_to = "team"
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 0.7 }
hours_per_week = { home_care = 1.5, nursing = 2.5 }
hours_sd = 1.5
exits = [{ to = "moved", probability = 1.0 }]
[prices.cost_per_hour_dkk]
home_care = { day = 300, evening = 600, weekend = 900 }
nursing = { day = 500, weekend = 900 }
[tariff]
kind = "course_rates"
weekly_dkk = { stabilisation = 1700 }
"""

PEOPLE = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 3
[intake]
development = 0.4
stabilisation = 0.6
[citizen]
start_level = [0, 0.5, 0.5, 0, 0]
multiplier_sd = 0.4
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 1.5, sd_weeks = 0.5 }
hours_per_week = { home_care = 2 }
exits = [{ to = "self_reliant", probability = 0.6 }, { to = "stabilisation", probability = 0.4 }]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 1.0, sd_weeks = 0.4 }
hours_per_week = { home_care = [1, 1.5, 3, 6, 9] }
hours_sd = 1.0
exits = [
  { to = { level_change = 1 }, probability = 0.6 },
  { to = "individual", probability = 0.2 },
  { to = "moved", probability = 0.2 },
]
[course.everyday_rehabilitation]
hours_per_week = 0.5
max_share = [0.8, 0.8, 0.6, 0.4, 0.2]
tau_hours = 0.4
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "weibull", mean_weeks = 1.5, sd_weeks = 0.8 }
hours_per_week = { home_care = [8, 9, 10, 11, 12] }
hours_sd = 4.0
exits = [{ to = "dead", probability = 1.0 }]
[needs_assessment]
milestone_weeks = { development = 1 }
milestone_hours = { home_care = 1.0, nursing = 0.5 }
[prices.cost_per_hour_dkk]
home_care = [{ from = 2026-01-05, value = 450 }, { from = 2026-01-22, value = 480 }]
nursing = 500
[tariff]
kind = "course_rates"
individual = "per_person"
weekly_dkk = { development = 1200, stabilisation = 1800 }
"""

AWAY = HOSPITAL.replace(
    "[tariff.step_down]\nstabilisation = { after_weeks = 1, weekly_dkk = 1500 }\n", ""
).replace("hospital = 0 }", "hospital = 200 }\npaid_days_away = 3")

STAFFED = """
[staff]
full_time_equivalents = { helper = 60, nurse = 40 }
hours_per_week = 37
temporary_share = 1.0
temporary_premium = 1.5
supervision_hours_per_week = 0.5
supervision_cost_per_hour_dkk = 400
[staff.professions]
helper = { pay_per_hour_dkk = 250, absence_share = 0.2, user_facing_share = 0.6 }
nurse = { pay_per_hour_dkk = 300, absence_share = 0.2, user_facing_share = 0.6 }
[staff.gives]
home_care = ["helper", "nurse"]
[staff.effect]
recommended_mix = { nurse = 1.0 }
mix_loss = 1.0
supervision_gain = 0.5
supervision_tau_hours = 0.5
"""

DOSE = (
    ONE_COURSE.replace(
        'exits = [{ to = "self_reliant", probability = 1.0 }]',
        "dose = { p_max = 0.9, tau_weeks = 3 }\n"
        'exits = [{ to = "self_reliant" }, { to = "stabilisation", probability = 1.0 }]',
    ).replace(
        "[prices]",
        '[[course]]\nname = "stabilisation"\nkind = "stabilisation"\n'
        'stay = { distribution = "gamma", mean_weeks = 1, sd_weeks = 0.3 }\n'
        'exits = [{ to = "moved", probability = 1.0 }]\n[prices]',
    )
    + "[tariff.weekly_dkk]\ndevelopment = 2000\nstabilisation = 1000\n"
).replace("weekly_dkk = { development = 2000 }\n", "")
