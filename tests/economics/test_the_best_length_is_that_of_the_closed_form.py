import pytest
from one_length import closed_form, one_length

from sim.economics.audit.audit import audit

FIXED = {"distribution": "fixed", "mean_weeks": 8}
GAMMA = {"distribution": "gamma", "mean_weeks": 8, "sd_weeks": 4}
ODD = {"distribution": "fixed", "mean_weeks": 7.3}
LONG_TAIL = {"distribution": "exponential", "mean_weeks": 8}
SHAPES = [(FIXED, None), (GAMMA, 4.0), (ODD, None), (LONG_TAIL, 1.0)]
NUMBERS = [
    ((0.6, 6.0), (2500, 1700), 40),
    ((0.6, 6.0), (2550, 1600), 33),
    ((0.8, 3.0), (2400, 1600), 30),
    ((0.5, 10.0), (2650, 1500), 60),
    ((0.7, 4.3), (2300, 1450), 52),
]


def row_of(stay, dose, rates, weeks_after):
    (row,) = [
        row
        for row in audit(one_length(stay, dose, rates, weeks_after)).levers
        if row["lever"] == "development_weeks"
    ]
    return row


@pytest.mark.parametrize(
    ("stay", "shape", "dose", "rates", "weeks_after"),
    [(*SHAPES[n % len(SHAPES)], *numbers) for n, numbers in enumerate(NUMBERS + NUMBERS[1:4])],
)
def test_best_response_and_least_cost_are_within_a_tenth_of_a_week(
    stay, shape, dose, rates, weeks_after
):
    row = row_of(stay, dose, rates, weeks_after)
    team = closed_form(rates[0] - 2700, (1800 - rates[1]) * weeks_after, dose, shape)
    society = closed_form(-2700, 1800 * weeks_after, dose, shape)
    assert row["best_response"] == pytest.approx(team, abs=0.1)
    assert row["social_optimum"] == pytest.approx(society, abs=0.1)
    assert row["good_faith"] == pytest.approx(stay["mean_weeks"])


@pytest.mark.parametrize("stay", [stay for stay, _ in SHAPES])
def test_a_rate_above_cost_is_held_on_to_for_as_long_as_is_allowed(stay):
    row = row_of(stay, (0.6, 6.0), (2900, 1700), 40)
    assert row["best_response"] == 26.0
    assert row["verdict"] == "perverse"
    assert row["note"] == "best response at the allowed maximum"
    assert row["team_gain_dkk_per_year"]["low"] > 0


def test_gain_is_the_arithmetic_of_two_lengths():
    row = row_of(FIXED, (0.6, 6.0), (2900, 1800), 40)
    # 200 DKK for each of 26 - 8 weeks, of 4 citizens a week, and nothing from stabilisation.
    gain = 200 * 18 * 4 * 365.25 / 7
    assert row["team_gain_dkk_per_year"] == pytest.approx(
        dict.fromkeys(("mean", "low", "high"), gain)
    )


def test_a_rate_that_covers_cost_in_both_courses_moves_nobody():
    row = row_of(FIXED, (0.6, 6.0), (2700, 1800), 40)
    assert row["best_response"] == row["good_faith"] == 8.0
    assert row["verdict"] == "neutral"
