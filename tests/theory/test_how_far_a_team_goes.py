"""Convex forms end inside the bounds, where a reader can work out by hand.

A stay of ten weeks, four hours a week at 450 DKK. What is reported as the dearer course brings
1,000 DKK a week more, 10,000 a stay; a stay in that course itself follows, and changes nothing.
"""

import numpy as np
import pytest

from sim.model.levers import DELIVERED_SHARE, EFFORT, RELABEL_SHARE
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario
from sim.theory.steady.responses import best_response

WEEKS, HOURS, PRICE, MORE = 10, 4, 450, 1_000
RATES = {"kind": "course_rates", "weekly_dkk": {"home": 1_800, "dearer": 1_800 + MORE}}
HOURLY = {"kind": "activity", "hourly_dkk": {"home_care": PRICE + 50}}


def course(name, to, kind="stabilisation"):
    return {
        "name": name,
        "kind": kind,
        "stay": {"distribution": "fixed", "mean_weeks": WEEKS},
        "hours_per_week": {"home_care": HOURS},
        "exits": [{"to": to, "probability": 1.0}],
    }


def best(lever, tariff=RATES, *, alpha=0.0, kind="stabilisation", **tables):
    """Where a team puts a lever, between 0 and 2 or 0.9."""
    names = {"levers": "behaviour", "relabel": "behaviour", "effort_dkk": "behaviour"}
    high = 0.9 if lever == "relabel_share" else 2.0
    behaviour = {"levers": {lever: {"low": 0.0, "high": high}}}
    for key in names.keys() & tables.keys():
        behaviour[key] = tables.pop(key)
    tree = {
        "schema": 1,
        "run": {"start": "2026-01-05", "weeks": 4},
        "team": [{"name": "Nord", "inflow_per_week": 4.0}],
        "intake": {"home": 1.0},
        "course": [course("home", "dearer", kind), course("dearer", "dead")],
        "prices": {"cost_per_hour_dkk": {"home_care": PRICE}},
        "tariff": tariff,
        "behaviour": behaviour,
        **tables,
    }
    parameters = parameters_of(restored_scenario(tree, "far.toml"))
    at = {"relabel_share": RELABEL_SHARE, "delivered_share": DELIVERED_SHARE, "effort": EFFORT}
    return best_response(parameters, STANDARD_RULES, np.array([alpha]))[0, at[lever]]


def relabelled(*, alpha=0.0, found=0.0, penalty=0.0, **risk):
    relabel = {"courses": {"home": "dearer"}, "found_share": found, "penalty_dkk": penalty}
    if not penalty:
        relabel.pop("penalty_dkk")
    return best("relabel_share", alpha=alpha, relabel=relabel, audit_risk=risk)


@pytest.mark.parametrize(("chance", "penalty"), [(0.5, 20_000), (1.0, 40_000), (0.8, 10_000)])
def test_a_risk_that_rises_with_the_share_ends_re_labelling_in_between(chance, penalty):
    # s (1 - q s) G - s q s F is largest at s = G / (2 q (G + F)).
    gain = WEEKS * MORE
    wanted = gain / (2 * chance * (gain + penalty))
    found = relabelled(penalty=penalty, audits_per_year=1, found_per_audit=chance)
    assert found == pytest.approx(wanted, rel=1e-3)


def test_twice_the_audits_find_more_and_fewer_are_re_labelled():
    # s ((1 - q s)² (G + F) - F): G + F over 1.5 of it, (1 - 0.2 s) (1 - 0.6 s) = 2/3.
    wanted = (0.8 - np.sqrt(0.8**2 - 4 * 0.12 / 3)) / (2 * 0.12)
    found = relabelled(penalty=20_000, audits_per_year=2, found_per_audit=0.2)
    assert found == pytest.approx(wanted, rel=1e-3)
    assert found < relabelled(penalty=20_000, audits_per_year=1, found_per_audit=0.2)


@pytest.mark.parametrize("alpha", [0.0, 0.5, 0.9])
def test_dishonesty_ends_it_where_the_next_spell_weighs_what_it_brings(alpha):
    # (1 - alpha) G s - D s² is largest at s = (1 - alpha) G / 2 D.
    found = relabelled(alpha=alpha, dishonesty_dkk=80_000)
    assert found == pytest.approx((1 - alpha) * WEEKS * MORE / 160_000, rel=1e-3)


def test_a_constant_risk_goes_from_bound_to_bound():
    assert relabelled(found=0.3, penalty=20_000) == pytest.approx(0.9)
    assert relabelled(found=0.4, penalty=20_000) == 0.0


@pytest.mark.parametrize(("alpha", "linear"), [(0.5, 0.0), (0.5, 200.0), (0.3, 0.0), (0.8, 0.0)])
def test_unmet_need_squared_leaves_out_the_hours_that_matter_least(alpha, linear):
    # (1 - alpha) c u - alpha (b u + a u²) is largest at u = ((1 - alpha) c - alpha b) / 2 alpha a.
    benefit = {"unmet_hour": linear, "unmet_hour_squared": 2_250.0}
    found = best("delivered_share", alpha=alpha, benefit_dkk=benefit)
    unmet = ((1 - alpha) * PRICE - alpha * linear) / (2 * alpha * 2_250)
    assert found == pytest.approx(1 - unmet, rel=1e-3)


@pytest.mark.parametrize(
    ("lever", "kind"), [("delivered_share", "stabilisation"), ("effort", "development")]
)
@pytest.mark.parametrize(("alpha", "effort"), [(0.0, 500.0), (0.0, 1_000.0), (0.5, 500.0)])
def test_extra_effort_ends_what_pay_by_the_hour_rewards(lever, kind, alpha, effort):
    # 50 DKK on each of 4 hours: (1 - alpha) 200 x - c x² is largest at x = (1 - alpha) 100 / c.
    found = best(lever, HOURLY, alpha=alpha, kind=kind, effort_dkk=effort)
    assert found == pytest.approx(1 + (1 - alpha) * 100 / effort, rel=1e-3)
