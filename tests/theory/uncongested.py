"""Networks without congestion and behaviour, made so that few citizens tell much.

Stays are short and of small spread, so a team sees many citizens in a few weeks.
"""

LIVES = """
schema = 1
[run]
start = 2026-01-05
weeks = 5
initial = "stationary"
[[team]]
name = "Nord"
[team.inflow_per_week]
first_contact = [{ from = 2026-01-05, value = 4.0 }, { from = 2026-01-29, value = 5.0 }]
hospital_discharge = 2.0
[intake]
first_contact = { development = 1.0 }
hospital_discharge = { development = 0.5, stabilisation = 0.5 }
[citizen]
start_level = { first_contact = [0, 0.5, 0.5, 0, 0], hospital_discharge = [0, 0, 0.5, 0.5, 0] }
multiplier_sd = [0.1, 0.1, 0.2, 0.2, 0.3]
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 0.5 }
hours_per_week = { home_care = [3, 4, 5, 6, 7], training = 1.5 }
hours_sd = 1.5
profile = [1.3, 1.0, 0.8]
hazards_per_week = { dead = 0.03 }
dose = { p_max = 0.7, tau_weeks = 2, gamma = 1 }
exits = [
  { to = "self_reliant" },
  { to = { course = "stabilisation", level = 2 }, probability = 0.4 },
  { to = { course = "stabilisation", level_change = 1 }, probability = 0.6 },
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = [0.8, 0.8, 0.9, 1.0, 1.1], sd_weeks = 0.3 }
hours_per_week = { home_care = [4, 4, 5, 6, 8], nursing = 1.0 }
hours_sd = 1.5
hazards_per_week = { nursing_home = [0, 0.02, 0.03, 0.04, 0.05], dead = 0.03 }
exits = [{ to = "individual", probability = 0.5 }, { to = "moved", probability = 0.5 }]
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "weibull", mean_weeks = 0.6, sd_weeks = 0.3 }
hours_per_week = { home_care = [5, 5, 6, 7, 9], nursing = 2.0 }
hours_sd = 2.0
exits = [{ to = { level_change = -1 }, probability = 0.4 }, { to = "dead", probability = 0.6 }]
[relapse]
probability = [0, 0.2, 0.15, 0.2, 0]
after = { distribution = "exponential", mean_weeks = 1 }
to = "development"
[prices.cost_per_hour_dkk]
home_care = [{ from = 2026-01-05, value = 450 }, { from = 2026-01-22, value = 459 }]
nursing = 480
training = 430
[tariff]
kind = "course_rates"
[tariff.weekly_dkk]
development = [{ from = 2026-01-05, value = 2800 }, { from = 2026-01-22, value = 2856 }]
stabilisation = [2300, 2400, 2600, 3000, 3900]
individual = 3500
[tariff.step_down]
stabilisation = { after_weeks = 0.7, weekly_dkk = [1300, 1400, 1600, 2000, 2900] }
[tariff.lump_sum_dkk]
development = 900
individual = 600
"""

HOSPITAL = """
schema = 1
[run]
start = 2026-01-05
weeks = 5
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 6.0
[intake]
development = 0.7
stabilisation = 0.3
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 0.5 }
hours_per_week = { home_care = 6, training = 1.5 }
hours_sd = 1.5
profile = [1.3, 1.0, 0.8]
hazards_per_week = { hospital = 0.15, dead = 0.03 }
exits = [
  { to = "self_reliant", probability = 0.7 },
  { to = "stabilisation", probability = 0.3 },
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = 1.5, sd_weeks = 0.4 }
hours_per_week = { home_care = 5, nursing = 1.0 }
hours_sd = 1.5
hazards_per_week = { hospital = 0.20, dead = 0.05 }
exits = [{ to = "moved", probability = 1.0 }]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 0.6, sd_weeks = 0.3 }
exits = [
  { to = "resume", probability = 0.7 },
  { to = "development", probability = 0.2 },
  { to = "dead", probability = 0.1 },
]
[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 480, training = 430 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 3400, stabilisation = 2900, hospital = 0 }
[tariff.step_down]
stabilisation = { after_weeks = 1, weekly_dkk = 1500 }
[tariff.lump_sum_dkk]
development = 900
"""

ONE_COURSE = """
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 3
[intake]
development = 1.0
[citizen]
start_level = [0, 0, 1, 0, 0]
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 0.7 }
hours_per_week = { home_care = 4 }
hours_sd = 2
exits = [{ to = "self_reliant", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2000 }
"""
