"""Pay by the hour, by a fixed budget and by a mixture: the simulation's means and spread are the
twin's, and where pay follows need as cost does, there is nothing left to chance.
"""

import numpy as np
import pytest
from agreement import SMALL_SD_BIAS, SMALL_WEEK_BIAS, assert_weekly_money_and_sd, beside
from small_scenarios import parameters_of_text
from uncongested import ONE_COURSE
from whole_model import CARE, PEOPLE

from sim.theory.twin import twin

BY_COURSE = 'kind = "course_rates"\nweekly_dkk = { development = 2000 }\n'
BLOCK = 'kind = "block"\nbudget_dkk_per_week = 9000\n'


def paid_by(tariff, text=ONE_COURSE):
    """A scenario under another tariff."""
    return text.split("[tariff]")[0] + f"[tariff]\n{tariff}"


def hourly(home_care):
    return paid_by(f'kind = "activity"\nhourly_dkk = {{ home_care = {home_care} }}\n')


def solved(text):
    return twin(parameters_of_text(text))


def test_pay_at_what_an_hour_costs_leaves_no_deviation_and_no_chance():
    found = solved(hourly(450))
    assert found.leaves_out == []
    assert found.total.revenue == pytest.approx(found.total.cost)
    assert found.total.sd == pytest.approx(0.0, abs=1e-3 * found.total.cost[0])
    assert found.weekly[0].sd == pytest.approx(0.0, abs=1e-3 * found.total.cost[0])


def test_pay_at_half_of_what_an_hour_costs_halves_mean_and_chance():
    # Deviation -225 an hour where a fixed budget leaves -450: the same chance, half as large.
    half, whole = solved(hourly(225)), solved(paid_by(BLOCK))
    assert half.total.revenue == pytest.approx(half.total.cost / 2)
    assert half.total.sd == pytest.approx(whole.total.sd / 2)
    assert half.weekly[1].sd == pytest.approx(whole.weekly[1].sd / 2)


def test_a_budget_is_paid_to_the_ore_every_week():
    found = solved(paid_by(BLOCK))
    assert [week.revenue[0] for week in found.weekly] == pytest.approx([900_000] * 3)
    assert found.total.revenue[0] == pytest.approx(2_700_000)
    # An empty team has it too, and no chance at all.
    text = paid_by(BLOCK).replace("inflow_per_week = 3", "inflow_per_week = 1e-9")
    assert solved(text).total.deviation[0] == pytest.approx(2_700_000)


def test_a_budget_is_that_of_the_team_and_the_day():
    dated = "[{ from = 2026-01-05, value = 7000 }, { from = 2026-01-14, value = 14000 }]"
    other = '[[team]]\nname = "Syd"\ninflow_per_week = 1\n[intake]'
    text = paid_by(f'kind = "block"\nbudget_dkk_per_week = {{ Nord = {dated}, Syd = 10 }}\n')
    found = solved(text.replace("[intake]", other))
    by_team = sorted([round(float(ore)) for ore in week.revenue] for week in found.weekly)
    # Two days of week 1 at 1000 and five at 2000.
    assert sorted(map(sorted, by_team)) == [
        [1_000, 700_000],
        [1_000, 1_200_000],
        [1_000, 1_400_000],
    ]


MIXED = """kind = "mixed"
hourly_share = 0.3
block_share = 0.2
hourly_dkk = { home_care = 500 }
budget_dkk_per_week = 9000
weekly_dkk = { development = 2000 }
"""


def test_a_mixture_is_the_weighed_sum():
    parts = [solved(text) for text in (hourly(500), paid_by(BLOCK), paid_by(BY_COURSE))]
    hour, budget, rate = (found.total.revenue for found in parts)
    found = solved(paid_by(MIXED))
    assert found.total.revenue == pytest.approx(0.3 * hour + 0.2 * budget + 0.5 * rate)


def test_indexation_raises_revenue_from_its_date():
    dated = "[{ from = 2026-01-05, value = 0 }, { from = 2026-01-12, value = 0.1 }]"
    plain, raised = solved(paid_by(MIXED)), solved(paid_by(f"{MIXED}indexation_share = {dated}\n"))
    before = np.array([week.revenue[0] for week in plain.weekly])
    after = np.array([week.revenue[0] for week in raised.weekly])
    assert after == pytest.approx(before * [1.0, 1.1, 1.1])


CONTACTS = paid_by(
    'kind = "activity"\nhourly_dkk = { home_care = 100, nursing = 900 }\n',
    CARE,
)
OWN_RATES = """hourly_share = 0.5
hourly_dkk = { home_care = 700, nursing = 800 }
"""


def own_rates():
    """Rates per person, milestones and levels, half of the pay by the hour."""
    assert PEOPLE.count('kind = "course_rates"') == 1
    return PEOPLE.replace('kind = "course_rates"', f'kind = "mixed"\n{OWN_RATES}')


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        (hourly(900), 3_000),
        (paid_by(MIXED), 3_000),
        (CONTACTS, 3_000),
        (own_rates(), 3_000),
    ],
    ids=["activity", "mixed", "contacts", "own rates"],
)
def test_the_simulation_agrees(text, teams):
    assert_weekly_money_and_sd(beside(parameters_of_text(text), teams))


def test_the_simulation_agrees_on_a_budget():
    pair = beside(parameters_of_text(paid_by(BLOCK)), 3_000)
    assert pair.sample.revenue == pytest.approx(9_000)
    assert pair.money("revenue") == pytest.approx(9_000)
    for week, expected in enumerate(pair.money("cost")):
        pair.assert_mean(pair.sample.cost[:, week], expected, SMALL_WEEK_BIAS)
    pair.assert_weekly_sd(SMALL_SD_BIAS)
