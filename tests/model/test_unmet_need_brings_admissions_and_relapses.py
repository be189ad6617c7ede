"""What staff leave unmet raises admissions and relapses by exactly the ratio that is stated.

Thousands of citizens come on day 0 and nobody else, so that each count is binomial with a chance
that can be written down. A count is compared with it at four standard errors, which chance alone
passes once in 16,000. Admissions 12 % too many or too few are found nine times in ten.
"""

import math
from typing import NamedTuple

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, dated, state_after

from sim.model.state import CITIZENS as CITIZEN_ROWS
from sim.model.state import SPELLS
from sim.model.terms import SELF_RELIANT, STILL_THERE

CITIZENS = 1_400
HEAD = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Nord"
[team.inflow_per_week]
first_contact = {coming(0, CITIZENS)}
hospital_discharge = {coming(0, CITIZENS)}
[intake]
home = 1
[prices]
cost_per_hour_dkk = {{ home_care = 0 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
[staff]
full_time_equivalents = {{ }}
temporary_premium = 1
[staff.professions.helper]
pay_per_hour_dkk = 0
absence_share = 0
user_facing_share = 1
[staff.gives]
home_care = ["helper"]
"""
HOSPITAL_COURSE = """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 100 }
exits = [{ to = "dead", probability = 1 }]
"""
ADMISSIONS = f"""{HEAD}
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 100 }}
hours_per_week = {{ home_care = 1 }}
hazards_per_week = {{ dead = 0.02, hospital = 0.1 }}
exits = [{{ to = "dead", probability = 1 }}]
{HOSPITAL_COURSE}[staff.unmet_raises]
admissions = 3
"""
RELAPSES = f"""{HEAD}
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 1 }}
hours_per_week = {{ home_care = 1 }}
exits = [{{ to = "self_reliant", probability = 1 }}]
[relapse]
probability = 0.25
after = {{ distribution = "fixed", mean_weeks = 1 }}
to = "home"
[staff.unmet_raises]
relapses = 2
"""
HOME, HOSPITAL, WARD = 0, 1, 2


def with_bought(text, share):
    return text.replace("[staff]\n", f"[staff]\ntemporary_share = {share}\n")


def is_binomial(count, of, chance):
    """Whether a count lies within four standard errors of what is expected."""
    return abs(count - of * chance) <= 4 * math.sqrt(of * chance * (1 - chance))


class Monday(NamedTuple):
    """Citizens at home when a week has begun, and how many of them it brings to hospital."""

    at_home: int
    admitted: int


@pytest.fixture(scope="module", params=[(0.0, 1.0), (0.75, 0.25)], ids=["unmet", "a quarter unmet"])
def weeks(request):
    """Share of the need that goes unmet, and the three weeks that follow."""
    bought, unmet = request.param
    state = state_after(with_bought(ADMISSIONS, bought))
    spells = state.spells
    home = np.flatnonzero(spells.course[: int(state.rows[SPELLS])] == HOME)
    to = spells.exit[home]
    end = np.where(to == STILL_THERE, 10**6, spells.end_day[home])
    # Who leaves on a Monday leaves before the week begins and belongs to the week before.
    return unmet, [
        Monday(
            int((end > day).sum()), int(((end > day) & (end <= day + 7) & (to == HOSPITAL)).sum())
        )
        for day in (0, 7, 14)
    ]


def test_after_a_week_of_unmet_need_admissions_are_raised_by_the_ratio(weeks):
    # Hospital strikes at 0.1 (1 + 3 x unmet) a week, death at 0.02; in proportion.
    unmet, (_, *mondays) = weeks
    hospital = 0.1 * (1 + 3 * unmet)
    chance = (1 - math.exp(-hospital - 0.02)) * hospital / (hospital + 0.02)
    at_home = sum(monday.at_home for monday in mondays)
    admitted = sum(monday.admitted for monday in mondays)
    assert at_home > 3_500
    assert is_binomial(admitted, at_home, chance)
    # What is found nine times in ten, 4 + 1.28 errors, as a share of the admissions.
    assert 5.28 * math.sqrt((1 - chance) / chance / at_home) < (0.12 if unmet == 1 else 0.19)


def test_admissions_to_two_hospitals_are_raised_together():
    # Half of the hazard leads to a ward of its own; citizens go to both alike, and in all as often.
    ward = HOSPITAL_COURSE.replace("hospital", "ward", 1)
    text = ADMISSIONS.replace("hospital = 0.1 }", "hospital = 0.05, ward = 0.05 }")
    state = state_after(with_bought(text.replace("[staff.unmet", ward + "[staff.unmet"), 0.0))
    spells = state.spells
    to, end = (column[: 2 * CITIZENS] for column in (spells.exit, spells.end_day))
    at_home = end > 7
    in_week_1 = at_home & (end <= 14)
    chance = (1 - math.exp(-0.42)) * 0.4 / 0.42
    assert is_binomial(np.isin(to[in_week_1], (HOSPITAL, WARD)).sum(), at_home.sum(), chance)
    assert is_binomial((to[in_week_1] == WARD).sum(), at_home.sum(), chance / 2)


def test_the_first_week_follows_none_in_which_need_went_unmet(weeks):
    # Stays are rounded to whole days: those struck in the first seven and a half leave by day 7.
    _, (first, *_) = weeks
    assert first.at_home == 2 * CITIZENS
    assert is_binomial(first.admitted, first.at_home, (1 - math.exp(-0.12 * 7.5 / 7)) * 0.1 / 0.12)


def relapsed(text, rules=AS_EXPECTED, *, first=2 * CITIZENS):
    """How many of the first citizens came back."""
    state = state_after(text, rules)
    assert (state.spells.exit[:first] == SELF_RELIANT).all()
    return int(state.rows[SPELLS]) - first


@pytest.mark.parametrize(("bought", "unmet"), [(0.0, 1.0), (0.75, 0.25)])
def test_a_relapse_is_more_likely_by_what_went_unmet_in_the_last_week(bought, unmet):
    count = relapsed(with_bought(RELAPSES, bought))
    assert is_binomial(count, 2 * CITIZENS, 0.25 * (1 + 2 * unmet))


def test_what_went_unmet_before_the_last_week_does_not_count():
    # Nobody on duty in week 0, and in week 1 enough for all, who leave on day 14 after two weeks.
    posts = f"{{ helper = {dated((0, 0), (7, 1_000))} }}"
    text = RELAPSES.replace("full_time_equivalents = { }", f"full_time_equivalents = {posts}")
    text = text.replace("mean_weeks = 1 }\nhours", "mean_weeks = 2 }\nhours").replace(
        "weeks = 3\n", "weeks = 4\n"
    )
    assert is_binomial(relapsed(with_bought(text, 0.0)), 2 * CITIZENS, 0.25)


def test_need_that_goes_unmet_in_the_warm_up_counts_too():
    # Thirty a day from day -21 on, for a week each. Those who came by day -8 left before day 0,
    # and would be back before the end, on day 7.
    text = RELAPSES.replace("weeks = 3\n", "weeks = 1\nwarm_up_weeks = 3\n")
    state = state_after(with_bought(text.replace(coming(0, CITIZENS), "105"), 0.0))
    rows = slice(int(state.rows[CITIZEN_ROWS]))
    early = state.citizens.day[rows] <= -8
    assert early.sum() == 14 * 30
    back = state.citizens.spells_begun[rows][early] > 1
    assert is_binomial(back.sum(), 14 * 30, 0.75)


def test_the_ratio_is_a_rule():
    halved = AS_EXPECTED._replace(unmet_ratio=lambda _unmet_share, _raised: 0.5)
    assert is_binomial(relapsed(with_bought(RELAPSES, 0.0), halved), 2 * CITIZENS, 0.125)
