"""Small scenarios to be explained, and how they are."""

from small_scenarios import scenario_of

import sim

OPTIONS = {"workers": 1, "engine": "simpy"}

TWO_TEAMS = """
schema = 1
[run]
start = 2026-01-05
weeks = 8
seed = 3
[[team]]
name = "Nord"
inflow_per_week = 2.0
[[team]]
name = "Syd"
inflow_per_week = 1.0
[intake]
development = 0.6
stabilisation = 0.4
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = 4.0, training = 1.5 }
hours_sd = 1.0
exits = [ { to = "stabilisation", probability = 0.4 }, { to = "self_reliant", probability = 0.6 } ]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 10 }
hours_per_week = { home_care = 3.0 }
exits = [ { to = "dead", probability = 1.0 } ]
[prices]
cost_per_hour_dkk = { home_care = 450, training = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2400, stabilisation = 1300 }
"""
"""No cause at work: needs-led teams, no capacity, a stationary start, nothing dated."""

STAFFED = """
[staff]
full_time_equivalents = { helper = 2 }
temporary_share = 1.0
temporary_premium = 1.5
professions.helper = { pay_per_hour_dkk = 250, absence_share = 0.2, user_facing_share = 0.6 }
gives = { home_care = ["helper"], training = ["helper"] }
"""
"""Two helpers a team, all that they cannot do bought."""

SKIMPING = """
[behaviour.levers]
delivered_share = { low = 0.5, high = 1.0 }
"""


def explained(text, folder, *, replications=2, **options):
    """Explanation of a scenario that is run for it."""
    results = sim.simulate(scenario_of(text), replications=replications, out=folder, **OPTIONS)
    return sim.explain(results, **OPTIONS, **options)


def means(account):
    """Mean of each term [DKK]."""
    return {name: term["mean"] for name, term in account["terms"].items()}
