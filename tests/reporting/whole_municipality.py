"""A small municipality in which everything that the report can show is switched on."""

WHOLE = """
schema = 1
title = "Alt slået til"
[run]
start = 2026-01-05
weeks = 5
initial = "stationary"
replications = 3
seed = 3
[[team]]
name = "Nord"
inflow_per_week = 1.5
[[team]]
name = "Syd"
inflow_per_week = 1.0
full_time_equivalents = { helper = 3.0, assistant = 2.0, nurse = 1.0, therapist = 0.5 }
[[team]]
name = "Vesterbro og Havnen"
inflow_per_week = 1.0
[intake]
development = 0.8
stabilisation = 0.2
[citizen]
start_level = [0.1, 0.4, 0.3, 0.15, 0.05]
multiplier_sd = 0.6
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = [2, 3, 4, 6, 9], nursing = 0.6, training = 1.5 }
hours_sd = 2.0
hazards_per_week = { hospital = 0.013, dead = 0.003 }
outside_hours_per_week = { night = 0.3, complex_nursing = 0.2 }
exits = [
  { to = "self_reliant" },
  { to = { level_change = -1 }, probability = 0.2 },
  { to = "stabilisation", probability = 0.7 },
  { to = "individual", probability = 0.1 },
]
dose = { p_max = 0.8, tau_weeks = 6, gamma = 1 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 26 }
hours_per_week = { home_care = [1, 2, 3, 5, 8], nursing = 0.8 }
hours_sd = 1.0
hazards_per_week = { hospital = 0.013, dead = 0.005 }
outside_hours_per_week = { night = 0.5, complex_nursing = 0.3 }
exits = [
  { to = "nursing_home", probability = 0.2 },
  { to = { level_change = 1 }, probability = 0.5 },
  { to = "clinic", probability = 0.2 },
  { to = "moved", probability = 0.1 },
]
[course.everyday_rehabilitation]
hours_per_week = 0.3
max_share = 0.4
tau_hours = 0.5
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "weibull", mean_weeks = 20, sd_weeks = 12 }
hours_per_week = { home_care = 18.0, nursing = 3.0 }
hours_sd = 4.0
outside_hours_per_week = { night = 4.0, complex_nursing = 1.0 }
exits = [{ to = "dead", probability = 0.7 }, { to = "nursing_home", probability = 0.3 }]
[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "exponential", mean_weeks = 60 }
hours_per_week = { home_care = 9.0, nursing = 1.0 }
exits = [{ to = "dead", probability = 1.0 }]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 0.9, sd_weeks = 0.8 }
exits = [{ to = "resume", probability = 0.9 }, { to = "dead", probability = 0.1 }]
[relapse]
probability = 0.2
after = { distribution = "weibull", mean_weeks = 12, sd_weeks = 6 }
to = "development"
[times]
home_care = { evening = 0.25, weekend = 0.17 }
[prices.cost_per_hour_dkk]
home_care = { day = 490, evening = 558, weekend = 558 }
nursing = 650
training = 900
[prices.outside]
night_hour_dkk = 600
complex_nursing_hour_dkk = 700
hospital_day_dkk = 5000
nursing_home_day_dkk = 1903
[nursing]
contact_minutes = 28
[clinic]
reachable = 0.45
share = 0.8
slots_per_day = 4
longest_wait_days = 7
time_share = 0.68
cost_per_contact_dkk = 180
charged_to = "team"
cost_per_slot_dkk = 200
[staff]
full_time_equivalents = { helper = 5, assistant = 3, nurse = 1.5, therapist = 1 }
temporary_share = 0.8
temporary_premium = 1.35
supervision_hours_per_week = 0.5
supervision_cost_per_hour_dkk = 450
[staff.professions.helper]
pay_per_hour_dkk = 275
absence_share = 0.20
user_facing_share = 0.58
[staff.professions.assistant]
pay_per_hour_dkk = 300
absence_share = 0.20
user_facing_share = 0.58
[staff.professions.nurse]
pay_per_hour_dkk = 350
absence_share = 0.18
user_facing_share = 0.58
[staff.professions.therapist]
pay_per_hour_dkk = 340
absence_share = 0.18
user_facing_share = 0.58
[staff.gives]
home_care = ["helper", "assistant", "nurse"]
nursing = ["nurse", "assistant"]
training = ["therapist", "assistant"]
[staff.effect]
recommended_mix = { helper = 0.5, assistant = 0.27, nurse = 0.14, therapist = 0.09 }
mix_loss = 0.3
supervision_gain = 0.2
supervision_tau_hours = 0.5
[staff.unmet_raises]
admissions = 2.0
relapses = 1.0
[nursing_home]
places = 30
mean_stay_weeks = 120
[needs_assessment]
individual_from_hours_per_week = 20
milestone_weeks = { development = 4, stabilisation = 26 }
milestone_hours = { home_care = 0.5, nursing = 0.5 }
[tariff]
kind = "course_rates"
paid_days_away = 0
[tariff.weekly_dkk]
development = 4000
stabilisation = 2400
individual = 13500
waiting = 6600
hospital = 0
[continuity]
visit_minutes = 25
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
[goals.stabilisation]
economy = 0.2
progression = 0.2
continuity = 0.3
self_determination = 0.3
[goals.individual]
economy = 0.4
continuity = 0.3
self_determination = 0.3
"""
