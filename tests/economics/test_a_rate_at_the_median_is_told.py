"""Mean or median: what lies behind a rate, and whether the present one looks like the median."""

import math

import pytest

from sim.economics.rates.balancing import balancing_rates
from sim.economics.rates.need import NeedOfRate, looks_like_median
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario

MEAN, MEDIAN = "scenarios/aeldreloven.toml", "scenarios/aeldreloven_median.toml"
NEED = NeedOfRate(100.0, 80.0, None, None)


@pytest.fixture(scope="module")
def at_median():
    return balancing_rates(load_scenario(MEDIAN)).tree


def test_the_median_of_a_lognormal_is_its_mean_over_the_root_of_one_and_the_squared_variation(
    at_median,
):
    needs = {rate["course"]: rate["need"] for rate in at_median["rates"]}
    for number, (minutes, variation) in enumerate(
        [(20, 0.81), (126, 0.40), (380, 0.27), (842, 0.20), (1_672, 0.20)], start=1
    ):
        need = needs[f"Forløb {number}"]
        assert need["mean_minutes"] == pytest.approx(minutes, abs=0.01)
        assert need["median_minutes"] == pytest.approx(minutes / math.hypot(1, variation), abs=0.01)


def test_rates_at_the_median_are_warned_of_and_said_to_lose(at_median):
    (said,) = [remark for remark in at_median["remarks"] if "median" in remark]
    assert said.startswith("Forløb 1, Forløb 2, Forløb 3, Forløb 4, Forløb 5: ")
    lost = -sum(r["deviation_now_dkk_per_year"] for r in at_median["rates"] if r["level"] is None)
    assert f"{lost:,.0f} DKK a year" in said


def test_rates_at_the_mean_are_not():
    tree = balancing_rates(load_scenario(MEAN)).tree
    assert not [remark for remark in tree["remarks"] if "median" in remark]
    assert not any(rate["need"]["looks_like_median"] for rate in tree["rates"])


@pytest.mark.parametrize(
    ("rate", "is_like"), [(800, True), (866, True), (867, False), (1_000, False), (600, False)]
)
def test_a_rate_is_like_the_median_when_it_is_twice_as_close_to_it(rate, is_like):
    assert looks_like_median(rate, 1_000, NEED) is is_like


def test_where_both_lie_close_nobody_can_tell():
    assert not looks_like_median(992, 1_000, NEED._replace(median_minutes=99.1))


@pytest.mark.parametrize(
    ("change", "key", "what"),
    [
        ('course."Forløb 2".bracket.below_minutes=100', "bracket", "own mean need, 126 minutes"),
        ('course."Forløb 2".bracket.below_minutes=300', "bracket", "overlaps with that of course"),
        (
            'course."Forløb 2".bracket.from_minutes=240',
            "below_minutes",
            "where it begins or before",
        ),
    ],
)
def test_a_bracket_holds_its_own_need_and_no_other_s(change, key, what):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(MEAN, [change])
    assert [(f.key.rpartition(".")[2], what in f.what) for f in raised.value.faults] == [
        (key, True)
    ]
