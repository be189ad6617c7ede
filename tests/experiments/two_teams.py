"""A small scenario of two teams, as text."""

SMALL = """
schema = 1

[run]
start = 2026-01-05
weeks = 6
replications = 3

[[team]]
name = "Nord"
inflow_per_week = 2.0

[[team]]
name = "Østergårds Vænge"
inflow_per_week = 1.0

[intake]
development = 1.0

[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 3, sd_weeks = 1 }
hours_per_week = { home_care = 4.0, nursing = 0.5, training = 1.5 }
hours_sd = 3.0
exits = [{ to = "stabilisation", probability = 0.5 }, { to = "self_reliant", probability = 0.5 }]

[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 9 }
hours_per_week = { home_care = 3.0 }
exits = [{ to = "dead", probability = 1.0 }]

[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 450, training = 450 }

[tariff]
kind = "course_rates"
weekly_dkk = { development = 2700, stabilisation = 1400 }
"""
