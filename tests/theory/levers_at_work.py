"""A scenario in which every lever has something to act on, and nothing is short.

Stays are short and teams are large, so that a run of two years says much.
"""

LEVERS_AT_WORK = """
schema = 1
[run]
start = 2026-01-05
weeks = 60
warm_up_weeks = 20
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 40.0
[intake]
development = 0.7
stabilisation = 0.3
[citizen]
start_level = [0, 0.3, 0.5, 0.2, 0]
multiplier_sd = 0.4
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = 3.0, nursing = 0.6, training = 1.2 }
hours_sd = 1.0
profile = [1.3, 1.1, 1.0, 0.8]
dose = { p_max = 0.7, tau_weeks = 4, gamma = 0.6 }
exits = [
  { to = "self_reliant" },
  { to = { course = "stabilisation", level_change = -1 }, probability = 0.4 },
  { to = "stabilisation", probability = 0.6 },
]
hazards_per_week = { hospital = 0.04, dead = 0.01 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = [0, 1, 2, 4, 8], nursing = 0.5 }
hours_sd = 1.0
outside_hours_per_week = { night = 0.3 }
exits = [{ to = "individual", probability = 0.3 }, { to = "moved", probability = 0.7 }]
hazards_per_week = { hospital = 0.04, dead = 0.02 }
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "gamma", mean_weeks = 5, sd_weeks = 2 }
hours_per_week = { home_care = 12, nursing = 1 }
exits = [{ to = "dead", probability = 1.0 }]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 0.8, sd_weeks = 0.4 }
exits = [{ to = "resume", probability = 0.9 }, { to = "dead", probability = 0.1 }]
[relapse]
probability = 0.4
after = { distribution = "exponential", mean_weeks = 6 }
to = "development"
[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 600, training = 800 }
[prices.outside]
night_hour_dkk = 600
hospital_day_dkk = 5000
[nursing]
contact_minutes = 28
[clinic]
reachable = 0.6
share = 0.3
longest_wait_days = 7
open_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
time_share = 0.68
cost_per_contact_dkk = 200
charged_to = "team"
[tariff]
kind = "mixed"
hourly_share = 0.3
block_share = 0.2
hourly_dkk = { home_care = 500, nursing = 700, training = 900 }
budget_dkk_per_week = 300000
paid_days_away = 2
[tariff.weekly_dkk]
development = 3200
stabilisation = [0, 900, 1700, 2600, 4000]
individual = 6500
hospital = 0
[tariff.step_down]
development = { after_weeks = 3, weekly_dkk = 1500 }
[tariff.lump_sum_dkk]
stabilisation = 400
[behaviour]
step_down_hours_per_week = 0.2
given_up_per_week = 0.1
unmet_raises = { admissions = 2.0, relapses = 1.0 }
[behaviour.relabel]
courses = { stabilisation = "individual" }
hours_per_week = 0.3
found_share = 0.2
penalty_dkk = 2000
[behaviour.levers]
development_weeks = { low = 1, high = 12 }
effort = { low = 0.5, high = 2 }
delivered_share = { low = 0.5, high = 1.2 }
clinic_share = { low = 0, high = 1 }
relabel_share = { low = 0, high = 0.5 }
step_down_delay_weeks = { low = 0, high = 6 }
accept_delay_weeks = { low = 0, high = 6 }
[benefit_dkk]
self_reliant_week = 500
level_week = 200
unmet_hour = 300
admission = 10000
"""
