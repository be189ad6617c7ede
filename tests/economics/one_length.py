"""One team, a dose, and a fixed stay in stabilisation that success avoids: known in closed form."""

import numpy as np

from sim.scenario.reading import restored_scenario

SCENARIO = {
    "schema": 1,
    "run": {"start": "2026-01-05", "weeks": 52},
    "team": [{"name": "Nord", "inflow_per_week": 4.0}],
    "intake": {"development": 1.0},
    "prices": {"cost_per_hour_dkk": {"home_care": 450}},
}


def one_length(stay, dose, rates, weeks_after=40):
    """Scenario; `dose` is p_max and tau, `rates` those of development and stabilisation.

    A week costs 2,700 DKK in development and 1,800 in stabilisation.
    """
    development = {
        "name": "development",
        "kind": "development",
        "stay": stay,
        "hours_per_week": {"home_care": 6.0},
        "dose": {"p_max": dose[0], "tau_weeks": dose[1]},
        "exits": [{"to": "self_reliant"}, {"to": "stabilisation", "probability": 1.0}],
    }
    stabilisation = {
        "name": "stabilisation",
        "kind": "stabilisation",
        "stay": {"distribution": "fixed", "mean_weeks": weeks_after},
        "hours_per_week": {"home_care": 4.0},
        "exits": [{"to": "dead", "probability": 1.0}],
    }
    weekly = {"development": rates[0], "stabilisation": rates[1]}
    tree = SCENARIO | {
        "course": [development, stabilisation],
        "tariff": {"kind": "course_rates", "weekly_dkk": weekly},
    }
    return restored_scenario(tree, "one_length.toml")


def closed_form(worth_of_a_week, saved, dose, shape=None, *, high=26.0):
    """Length w at which worth_of_a_week w + saved p(w) is largest, from 1 to `high` weeks.

    Fixed stays: p = p_max (1 - exp(-w / tau)), so w = tau ln(p_max saved / (-worth tau)). Gamma
    stays of a shape k: p = p_max (1 - (1 + w / (k tau))**-k), so
    w = k tau ((p_max saved / (-worth tau))**(1 / (k + 1)) - 1).
    """
    if worth_of_a_week >= 0.0:
        return high if saved >= 0.0 or worth_of_a_week > 0.0 else 1.0
    ratio = dose[0] * saved / (-worth_of_a_week * dose[1])
    if ratio <= 0.0:
        return 1.0
    if shape is None:
        inside = dose[1] * np.log(ratio)
    else:
        inside = shape * dose[1] * (ratio ** (1.0 / (shape + 1.0)) - 1.0)
    return float(np.clip(inside, 1.0, high))
