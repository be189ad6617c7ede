"""Support plans in the twin: basis and hours by arithmetic, means and spread as simulated."""

import numpy as np
import pytest
from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import parameters_of_text
from uncongested import HOSPITAL, LIVES, ONE_COURSE
from whole_model import PEOPLE

from sim.model.levers import WRITTEN_SHARE
from sim.theory.steady.steady import SteadyStates
from sim.theory.twin import left_out, twin

BASIS = 'kind = "basis_service"\nbasis_rate_dkk_per_day = 100\nservice_hour_dkk = 300\n'
OVERHEAD = 'kind = "overhead"\noverhead_share = 0.25\nservice_hour_dkk = 300\n'
SHARES = "add_shares = { shared = 0.1, documentation = 0.2, organisation = 0.25, absence = 0.2 }\n"
TIMES = 1.1 * 1.2 * 1.25 / 0.8
"""Paid hours of a direct hour under these shares."""


def paid_by(tariff, text=ONE_COURSE):
    """A scenario under another tariff; no rate that stands in a table of its own is left."""
    return text.split("[tariff]")[0] + f"[tariff]\n{tariff}"


def solved(text):
    return twin(parameters_of_text(text))


def per_day(text):
    """Mean revenue of a citizen's day [DKK]."""
    plain = paid_by(BASIS.replace("= 100", "= 1").replace("= 300", "= 0"), text)
    return solved(text).total.revenue[0] / solved(plain).total.revenue[0]


def hours_of(text):
    """Mean direct hours a week of the only course."""
    return float(parameters_of_text(text).demand.hours[0, 0, 0].sum())


def test_pay_is_basis_and_hours_times_price():
    hours = hours_of(ONE_COURSE)
    assert per_day(paid_by(BASIS)) == pytest.approx(100 + hours * 300 / 7)
    assert per_day(paid_by(BASIS + SHARES)) == pytest.approx(100 + TIMES * hours * 300 / 7)
    assert per_day(paid_by(OVERHEAD + SHARES)) == pytest.approx(1.25 * TIMES * hours * 300 / 7)


def test_what_is_written_multiplies_the_hours_alone():
    written = ONE_COURSE.replace(
        'name = "Nord"\n', 'name = "Nord"\nlevers = { written_share = 1.2 }\n'
    )
    hours = hours_of(ONE_COURSE)
    assert left_out_of(paid_by(BASIS, written)) == ""
    assert per_day(paid_by(BASIS, written)) == pytest.approx(100 + 1.2 * hours * 300 / 7)


PEOPLE_DIFFER = ONE_COURSE.replace("hours_sd = 2\n", "").replace(
    "[citizen]", "[citizen]\nmultiplier_sd = 0.5"
)


def test_hours_paid_at_what_they_cost_leave_nothing_to_chance():
    # 360 DKK and a quarter on top are the 450 DKK that an hour costs.
    own = solved(paid_by(OVERHEAD.replace("300", "360"), PEOPLE_DIFFER))
    assert own.total.deviation == pytest.approx(0.0, abs=1e-6)
    assert own.total.sd == pytest.approx(0.0, abs=1e-3 * own.total.cost[0])


def test_basis_rates_are_those_of_the_team():
    two = ONE_COURSE.replace("[intake]", '[[team]]\nname = "Syd"\ninflow_per_week = 3\n[intake]')
    rates = {"Nord": 100, "Syd": 250}
    of_teams = ", ".join(f"{name} = {rate}" for name, rate in rates.items())
    both = solved(paid_by(BASIS.replace("= 100", f"= {{ {of_teams} }}"), two))
    alone = [solved(paid_by(BASIS.replace("= 100", f"= {rate}"))) for rate in rates.values()]
    assert sorted(both.total.revenue) == pytest.approx(sorted(a.total.revenue[0] for a in alone))
    assert sorted(both.total.sd) == pytest.approx(sorted(a.total.sd[0] for a in alone))
    by_week = [sorted(week.variance) for week in both.weekly]
    for week, variances in enumerate(by_week):
        assert variances == pytest.approx(sorted(a.weekly[week].variance[0] for a in alone))


def test_the_steady_state_pays_the_same_in_a_week():
    text = paid_by(BASIS + SHARES, LIVES.replace("weeks = 5", "weeks = 1"))
    parameters = parameters_of_text(text)
    states = SteadyStates(parameters)
    good_faith = parameters.behaviour.reference.copy()
    written = good_faith.copy()
    written[:, WRITTEN_SHARE] = 1.1
    before, after = states.under(good_faith[0]), states.under(written[0])
    assert before.revenue == pytest.approx(solved(text).weekly[0].revenue)
    # The basis rate is the same for every citizen present.
    service = before.revenue - 7 * 10_000 * before.census
    assert after.revenue - before.revenue == pytest.approx(0.1 * service)
    assert after.cost == pytest.approx(before.cost)


def test_the_steady_state_pays_every_team_its_own_basis_rate():
    two = ONE_COURSE.replace("[intake]", '[[team]]\nname = "Syd"\ninflow_per_week = 3\n[intake]')
    text = paid_by(BASIS.replace("= 100", "= { Nord = 100, Syd = 250 }"), two)
    parameters = parameters_of_text(text)
    state = SteadyStates(parameters).under(parameters.behaviour.reference[0])
    assert state.revenue == pytest.approx(solved(text).weekly[0].revenue)
    assert abs(np.diff(state.revenue)) == pytest.approx(7 * 15_000 * state.census[0])


def left_out_of(text):
    return " ".join(left_out(parameters_of_text(text)))


RENEGOTIATION = "renegotiation = { lasting_weeks = 12 }\n"
DELAYED = 'name = "Nord"\nlevers = { step_down_delay_weeks = 1 }\n'


def test_what_goes_beyond_the_twin_is_named():
    assert left_out_of(paid_by(BASIS, LIVES)) == ""
    assert "meeting is due" in left_out_of(paid_by(BASIS + RENEGOTIATION, LIVES))
    # Nobody's level changes: every plan is what it was granted as.
    assert left_out_of(paid_by(BASIS + RENEGOTIATION)) == ""
    assert "fall in hours" in left_out_of(
        paid_by(BASIS, ONE_COURSE.replace('name = "Nord"\n', DELAYED))
    )


AWAY = paid_by(BASIS + SHARES + "paid_days_away = 3\n", HOSPITAL)


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        (paid_by(BASIS + SHARES), 3_000),
        (paid_by(OVERHEAD, LIVES), 3_000),
        (paid_by(BASIS + SHARES, PEOPLE), 3_000),
    ],
    ids=["one course", "lives", "people"],
)
def test_the_simulation_agrees(text, teams):
    assert_weekly_money_and_sd(beside(parameters_of_text(text), teams))


def test_the_simulations_means_agree_where_a_place_is_held():
    pair = beside(parameters_of_text(AWAY), 3_000)
    for week, expected in enumerate(pair.money("revenue")):
        pair.assert_mean(pair.sample.revenue[:, week], expected, 0.10)
    assert np.all(pair.money("revenue") > 0)
