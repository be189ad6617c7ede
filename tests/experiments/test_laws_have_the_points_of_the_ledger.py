"""A law has `low` and `high` as its 2.5 and 97.5 % points, and shares that add up to 1 do so."""

import numpy as np
import pytest
from scipy import stats
from small_scenarios import FOUR_WEEKS, scenario_of

from sim.experiments.studies.laws import NoLawError, Range, law_points
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.studies.sampling import places

ENDS = np.array([0.025, 0.975])
GAMMA, BETA, LOGNORMAL = stats.gamma(9.0, scale=50.0), stats.beta(7, 21), stats.lognorm(0.3)


@pytest.mark.parametrize(
    ("law", "true"),
    [("gamma", GAMMA), ("beta", BETA), ("dirichlet", BETA), ("lognormal", LOGNORMAL)],
)
def test_a_law_is_found_again_from_its_two_points(law, true):
    low, high = true.ppf(ENDS)
    points = law_points(Range((low + high) / 2, low, high, law))
    at = np.array([0.001, 0.1, 0.5, 0.9, 0.999])
    assert points(at) == pytest.approx(true.ppf(at), rel=1e-6)


@pytest.mark.parametrize(
    ("of", "true"),
    [
        (Range(3.0, 2.0, 7.0, "uniform"), stats.uniform(2, 5)),
        (Range(3.0, 2.0, 7.0, "triangular"), stats.triang(0.2, 2, 5)),
        (Range(2.0, 2.0, 7.0, "triangular"), stats.triang(0.0, 2, 5)),
        (Range(7.0, 2.0, 7.0, "triangular"), stats.triang(1.0, 2, 5)),
    ],
)
def test_of_laws_with_ends_they_are_the_ends(of, true):
    at = np.linspace(0, 1, 11)
    assert law_points(of)(at) == pytest.approx(true.ppf(at))


@pytest.mark.parametrize(
    ("of", "mean"),
    [
        (Range(0.3, 0.0, 0.5, "beta"), 0.3),
        (Range(0.9, 0.5, 1.0, "beta"), 0.9),
        (Range(0.5, 0.0, 2.0, "lognormal"), 0.5),
        (Range(3.0, 0.0, 6.0, "gamma"), 3.0),
    ],
)
def test_where_an_end_can_be_no_point_the_value_is_the_mean(of, mean):
    points = law_points(of)
    assert points(np.arange(0.5, 100_000) / 100_000).mean() == pytest.approx(mean, rel=2e-3)
    at, end = (0.975, of.high) if of.low == 0 else (0.025, of.low)
    assert float(points(np.array(at))) == pytest.approx(end, rel=1e-6)


@pytest.mark.parametrize(
    "of",
    [
        Range(1.0, -1.0, 2.0, "gamma"),
        Range(0.5, 0.2, 1.2, "beta"),
        Range(0.0, 0.0, 1.0, "beta"),
        Range(0.0, 0.0, 3.0, "lognormal"),
        Range(1.0, 0.0, 30.0, "gamma"),
        Range(1.0, 2.0, 3.0, "uniform"),
    ],
)
def test_a_range_that_no_such_law_has_is_told(of):
    with pytest.raises(NoLawError, match=r"no .* law has|in this order"):
        law_points(of)


def drawn(text, count=2_000):
    numbers = RangedNumbers(scenario_of(text))
    rows = places(1, numbers.factors, count).tolist()
    return numbers, [numbers.setting(row) for row in rows]


EXITS = "course.development.exits[{}].probability"


def test_one_share_with_a_range_is_beta_and_the_others_keep_their_proportions():
    text = FOUR_WEEKS.replace(
        "probability = 0.52", "probability = { value = 0.52, low = 0.3, high = 0.7 }"
    )
    numbers, settings = drawn(text)
    assert [factor.key for factor in numbers.factors] == [EXITS.format(2)]
    shares = np.array([[setting[EXITS.format(n)] for n in range(3)] for setting in settings])
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert shares[:, 0] == pytest.approx(15 * shares[:, 1])
    assert np.quantile(shares[:, 2], ENDS) == pytest.approx([0.3, 0.7], abs=0.015)


def test_shares_that_all_have_ranges_are_dirichlet():
    alphas = np.array([4.0, 6.0, 10.0])
    text = FOUR_WEEKS
    for alpha, was in zip(alphas, ("0.45", "0.03", "0.52"), strict=True):
        law = stats.beta(alpha, alphas.sum() - alpha)
        low, high = law.ppf(ENDS)
        text = text.replace(
            f"probability = {was}",
            f"probability = {{ value = {alpha / 20}, low = {low}, high = {high} }}",
        )
    numbers, settings = drawn(text)
    assert (numbers.ranged, len(numbers.factors)) == (3, 2)
    shares = np.array([[setting[EXITS.format(n)] for n in range(3)] for setting in settings])
    assert shares.mean(axis=0) == pytest.approx(alphas / 20, abs=0.01)
    wanted = -alphas[0] * alphas[1] / (20**2 * 21)
    assert np.cov(shares.T)[0, 1] == pytest.approx(wanted, abs=0.0015)


def test_dates_and_levels_and_whole_numbers_are_kept():
    ranged = "{ from = 2026-01-05, value = 450, low = 400, high = 500 }"
    price = f"[{ranged}, {{ from = 2026-01-12, value = 460 }}]"
    text = FOUR_WEEKS.replace("{ home_care = 450,", f"{{ home_care = {price},").replace(
        "hours_sd = 5.0", "hours_sd = { value = 5.0, low = 4, high = 6 }"
    )
    numbers, settings = drawn(text, 50)
    assert (numbers.ranged, numbers.fixed) == (2, numbers.numbers - 2)
    first, second = settings[0]["prices.cost_per_hour_dkk.home_care"]
    assert str(first["from"]) == "2026-01-05"
    assert 380 < first["value"] < 520
    assert second["value"] == 460


def test_more_samples_and_other_factors_move_no_place():
    numbers, _ = drawn(
        FOUR_WEEKS.replace("hours_sd = 5.0", "hours_sd = { value = 5, low = 4, high = 6 }"), 5
    )
    (factor,) = numbers.factors
    few = places(3, [factor], 5)
    assert (places(3, [factor._replace(key="a"), factor], 9)[:5, 1:] == few).all()
    assert not (places(4, [factor], 5) == few).any()


def test_every_fault_of_a_range_is_told_at_once():
    text = FOUR_WEEKS.replace(
        "hours_sd = 5.0", "hours_sd = { value = 0, low = 0, high = 6 }"
    ).replace("hours_sd = 2.0", "hours_sd = { value = 0, low = 0, high = 6 }")
    with pytest.raises(
        ValueError, match=r"stabilisation.hours_sd: no gamma.*\n.*individual.hours_sd: no"
    ):
        RangedNumbers(scenario_of(text))
    with pytest.raises(ValueError, match="no number has a range"):
        RangedNumbers(scenario_of(FOUR_WEEKS))
