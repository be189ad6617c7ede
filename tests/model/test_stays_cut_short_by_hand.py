"""Early discharge by cost: whose stay is cut, who is found, and who comes back."""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables, weeks_of

from sim.model.rules.acceptance import Prospect, is_discharged
from sim.model.state import CITIZENS

COST, RATE = 1_800, 1_600
MANY = coming(1, 200)


def town(share, *, found=0, penalty="", raises=0, inflow=MANY):
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 20
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {inflow}
levers = {{ discharge_share = {share} }}
[intake]
home = 1
[citizen]
multiplier_sd = 0.6
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 10 }}
hours_per_week = {{ home_care = 4 }}
exits = [{{ to = "self_reliant", probability = 1 }}]
[relapse]
probability = 0.2
after = {{ distribution = "fixed", mean_weeks = 1 }}
to = "home"
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = {RATE} }}
[behaviour.levers]
discharge_share = {{ low = 0, high = 1 }}
[behaviour.unmet_raises]
admissions = 0
relapses = {raises}
[early_discharge]
after_weeks = 2
found_share = {found}
{penalty}
"""


def first_stays(text):
    """Rank, need and first stay of each who came."""
    state, found = state_after(text), tables(text)
    rows = range(int(state.rows[CITIZENS]))
    rank = np.array([state.citizens.rank[row] for row in rows])
    need = np.array([state.citizens.multiplier[row] for row in rows])
    first = {}
    for who, start, end, exit_ in spells_of(found, "citizen", "start_day", "end_day", "exit"):
        first.setdefault(who, (end - start if end else None, exit_))
    names = sorted(first, key=lambda who: int(who.rsplit(".", 1)[-1]))
    return rank, need, [first[who] for who in names], found


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_those_who_need_most_and_cost_more_than_is_paid_leave_after_two_weeks(share):
    rank, need, stays, found = first_stays(town(share))
    cut = (rank > 1 - share) & (COST * need > RATE)
    assert 20 < cut.sum() < 140
    assert [stay == (14, "discharged_early") for stay in stays] == cut.tolist()
    assert all(
        stay == (70, "self_reliant") for stay, is_cut in zip(stays, cut, strict=True) if not is_cut
    )
    again = sum(exit_ == "discharged_early" for (exit_,) in spells_of(found, "exit"))
    assert sum(weeks_of(found, "discharged_early")) == again >= cut.sum()


def test_relapses_rise_by_the_share_of_the_stay_not_given():
    # 0.8 of the stay is not given: 0.2 x (1 + 3 x 0.8) = 0.68 come back, and 0.2 without it.
    back = {}
    for raises in (0, 3):
        text = town(1.0, raises=raises, inflow=coming(1, 1_400))
        found = tables(text.replace("weeks = 20", "weeks = 4"))
        rows = spells_of(found, "citizen", "start_day", "exit")
        out = {who for who, start, exit_ in rows if start == 1 and exit_ == "discharged_early"}
        came = {who for who, start, _ in rows if start == 1 + 14 + 7} & out
        back[raises] = len(came) / len(out)
    for raises, expected in ((0, 0.2), (3, 0.68)):
        error = 4 * np.sqrt(expected * (1 - expected) / 700)
        assert abs(back[raises] - expected) < error


def test_who_is_found_stays_and_the_team_pays():
    every = tables(town(1.0, found=1, penalty="penalty_dkk = 5_000"))
    plain = tables(town(0.0))
    assert spells_of(every, "citizen", "start_day", "end_day", "exit") == spells_of(
        plain, "citizen", "start_day", "end_day", "exit"
    )
    _, need, _, _ = first_stays(town(0.0))
    dear = int((COST * need > RATE).sum())
    first_two = sum(weeks_of(every, "penalty_dkk")[:2])
    assert first_two == 5_000 * dear
    less = sum(weeks_of(plain, "revenue_dkk")) - sum(weeks_of(every, "revenue_dkk"))
    assert less == sum(weeks_of(every, "penalty_dkk"))


def test_half_are_found_by_lot():
    found = tables(town(1.0, found=0.5, penalty="penalty_dkk = 1"))
    caught, gone = sum(weeks_of(found, "penalty_dkk")), sum(weeks_of(found, "discharged_early"))
    assert abs(caught - gone) < 4 * np.sqrt(caught + gone)


def test_a_team_that_discharges_earns_more_of_those_who_came():
    gains = [sum(weeks_of(tables(town(share)), "deviation_dkk")) for share in (0.0, 0.1, 0.3)]
    assert gains[0] < gains[1] < gains[2]


def test_an_own_rule_says_who_is_discharged():
    nobody = AS_EXPECTED._replace(is_discharged=lambda _share, _prospect: False)
    assert sum(weeks_of(tables(town(1.0), nobody), "discharged_early")) == 0


def test_the_rule_by_hand():
    assert is_discharged(0.5, Prospect(0.51, 900, 800))
    assert not is_discharged(0.5, Prospect(0.5, 900, 800))
    assert not is_discharged(1.0, Prospect(0.9, 800, 800))
    assert not is_discharged(0.0, Prospect(1.0, 900, 0))
