"""The estimators against numbers that a reader can redo, and against truths that made the data."""

import datetime as dt

import numpy as np
import pytest

from sim.calibration.fits.competing import incidence
from sim.calibration.fits.likelihood import fit, gathered_lengths
from sim.calibration.fits.observed import observed, product_limit
from sim.calibration.fits.returns import returns
from sim.calibration.fits.season import is_sure, season
from sim.calibration.fits.shrinkage import buhlmann_straub
from sim.calibration.fits.spread import components, moments
from sim.calibration.fits.stays import course_stay
from sim.calibration.town.courses import ExitWay, FollowedStay, exit_way


def whole_days(stays, entry=None, until=None):
    """Stays as records have them: seen from `entry` on, up to `until`."""
    entry = np.zeros(len(stays)) if entry is None else entry
    until = np.full(len(stays), np.inf) if until is None else until
    seen = stays > entry
    stays, entry, until = stays[seen], entry[seen], until[seen]
    days = np.maximum(1, np.floor(stays + 0.5))
    ended = days < until
    low = np.where(ended, np.maximum(days - 0.5, entry), np.maximum(until - 0.5, entry))
    low[(days == 1) & ended] = entry[(days == 1) & ended]
    return gathered_lengths(entry, low, np.where(ended, days + 0.5, np.inf))


def test_an_exponential_mean_is_days_at_risk_per_end():
    # Three ended on days 10, 20 and 30, two went on after 40: 140 days at risk over 3 ends.
    low = np.array([9.999, 19.999, 29.999, 40, 40])
    high = np.array([10.001, 20.001, 30.001, np.inf, np.inf])
    found = fit(gathered_lengths(np.zeros(5), low, high), "exponential")
    assert found.mean == pytest.approx(140 / 3, rel=1e-3)
    assert found.log_mean_error == pytest.approx(1 / np.sqrt(3), rel=1e-2)


def test_days_before_a_late_entry_are_not_at_risk():
    # The same, each first seen 5 days in: 115 days at risk.
    low = np.array([9.999, 19.999, 29.999, 40, 40])
    high = np.array([10.001, 20.001, 30.001, np.inf, np.inf])
    found = fit(gathered_lengths(np.full(5, 5.0), low, high), "exponential")
    assert found.mean == pytest.approx(115 / 3, rel=1e-3)


@pytest.mark.parametrize("law", ["gamma", "lognormal", "weibull"])
def test_a_law_is_found_again_through_late_entry_censoring_and_whole_days(law):
    luck = np.random.default_rng(5)
    made = {
        "gamma": luck.gamma(4, 14, 4_000),  # mean 56, sd 28
        "lognormal": 56 * np.exp(0.5 * luck.standard_normal(4_000) - 0.125),
        "weibull": luck.weibull(1.5, 4_000) * 56 / 0.9027453,
    }[law]
    entry = np.where(luck.random(4_000) < 0.4, luck.uniform(0, 80, 4_000), 0.0)
    seen = whole_days(made, np.floor(entry) + 0.5 * (entry > 0), np.floor(entry) + 90)
    found = fit(seen, law)
    assert abs(np.log(found.mean / 56)) < 4 * found.log_mean_error < 0.15


def test_a_stay_of_which_none_has_ended_is_refused():
    with pytest.raises(ValueError, match="no stay has ended"):
        fit(gathered_lengths(np.zeros(2), np.array([5.0, 9.0]), np.full(2, np.inf)), "gamma")


def test_the_interval_of_a_spread_misses_as_often_on_either_side():
    # By the log of the sd alone 5 of these are too low and 1 too high; chi-squared 3 and 3.
    luck, sigma = np.random.default_rng(6), np.sqrt(np.log1p(0.7))
    missed = [0, 0]
    for _ in range(120):
        stays = 168 * np.exp(luck.normal(-(sigma**2) / 2, sigma, 60))
        found = course_stay({0: whole_days(stays, until=np.full(60, 300.0))}, "lognormal", 5)
        true, sd = 168 * np.sqrt(0.7), found.levels[0].sd
        missed[0] += sd.high < true
        missed[1] += sd.low > true
    assert sum(missed) <= 14  # one in 1,000 of 120 at 5 %
    assert abs(missed[0] - missed[1]) <= 2


def test_the_choice_of_a_law_is_in_the_interval():
    luck = np.random.default_rng(7)
    stays = {0: whole_days(luck.gamma(4, 14, 120))}
    free, known = course_stay(stays, "auto", 5), course_stay(stays, "gamma", 5)
    assert free.law == "gamma"
    assert min(of - free.aic["gamma"] for law, of in free.aic.items() if law != "gamma") < 6
    assert free.levels[0].sd.value == known.levels[0].sd.value
    assert free.levels[0].sd.high > 1.01 * known.levels[0].sd.high


def test_a_level_with_few_ends_has_the_spread_of_all():
    luck = np.random.default_rng(1)
    by_level = {1: whole_days(luck.gamma(4, 14, 200)), 2: whole_days(luck.gamma(4, 28, 12))}
    found = course_stay(by_level, "gamma", 5)
    assert (found.levels[1].own, found.levels[2].own) == ("mean and spread", "mean")
    assert found.levels[2].mean.value == pytest.approx(112, rel=0.4)


def test_aalen_johansen_by_hand():
    # Ten at risk: on day 1 two die, on day 2 one of the eight left moves, seven go on.
    exits = np.array([1, 1, 2, 9, 9, 9, 9, 9, 9, 9])
    ends = np.array(["dead", "dead", "moved", *[""] * 7])
    found = incidence(np.zeros(10, dtype=np.int64), exits, ends)
    assert found.at(1) == {"dead": pytest.approx(0.2), "moved": 0.0}
    assert found.at(5) == {"dead": pytest.approx(0.2), "moved": pytest.approx(0.8 / 8)}


def test_one_early_entrant_does_not_end_the_curve_for_everybody():
    # One is there alone until day 1 and dies; the others come into sight on day 3.
    entry = np.array([0, *[3] * 9])
    exits = np.array([1, *range(4, 13)])
    found = incidence(entry, exits, np.array(["dead"] * 10))
    assert found.begins == 4
    assert found.still[found.days == 4] == pytest.approx(8 / 9)


def test_buhlmann_straub_by_hand():
    # Means 0.2 and 0.8 of weight 20 each; within: sum of 10 x 0.01 four times over 2 = 0.2.
    # Between: (40 x 0.09 - 0.2) / (40 - 800 / 40) = 0.17, so Z = 20 / (20 + 0.2 / 0.17).
    found = buhlmann_straub(np.array([[0.1, 0.3], [0.7, 0.9]]), np.full((2, 2), 10.0))
    assert (found.within, found.between) == (pytest.approx(0.2), pytest.approx(0.17))
    z = 20 / (20 + 0.2 / 0.17)
    assert found.shrunk.tolist() == pytest.approx([0.5 - 0.3 * z, 0.5 + 0.3 * z])


def test_teams_that_differ_by_no_more_than_chance_have_the_mean_of_all():
    found = buhlmann_straub(np.array([[0.2, 0.8], [0.8, 0.2]]), np.full((2, 2), 10.0))
    assert found.between == 0
    assert found.shrunk.tolist() == pytest.approx([0.5, 0.5])


def test_one_mean_a_team_is_refused_not_shrunk():
    with pytest.raises(ValueError, match="two periods"):
        buhlmann_straub(np.ones((3, 1)), np.ones((3, 1)))


def made_need(luck, citizens=600, weeks=12):
    """Hours with sd 0.6 between citizens and 0.4 between weeks, both relative to the mean."""
    person = np.exp(luck.normal(-0.5 * np.log1p(0.36), np.sqrt(np.log1p(0.36)), citizens))
    week = np.exp(luck.normal(-0.5 * np.log1p(0.16), np.sqrt(np.log1p(0.16)), (citizens, weeks)))
    return (person[:, None] * week).ravel(), np.repeat(np.arange(citizens), weeks)


def test_spread_between_citizens_and_between_weeks_are_told_apart():
    hours, citizen = made_need(np.random.default_rng(2))
    found = components(np.log(hours), citizen)
    assert np.sqrt(np.expm1(found.between.variance)) == pytest.approx(0.6, rel=0.1)
    assert np.sqrt(np.expm1(found.within.variance)) == pytest.approx(0.4, rel=0.05)
    squares = moments(hours, citizen, float(hours.mean()))
    assert np.sqrt(squares.between) == pytest.approx(0.6, rel=0.15)
    assert np.sqrt(squares.within) == pytest.approx(0.4, rel=0.1)


def test_who_is_not_back_yet_may_still_come():
    luck = np.random.default_rng(3)
    back, after, until = (
        luck.random(2_000) < 0.3,
        luck.exponential(140, 2_000),
        365 * luck.random(2_000),
    )
    seen = back & (after < until)
    found = returns(after[seen], until[~seen])
    assert seen.mean() < 0.25
    assert found.probability.low < 0.3 < found.probability.high
    assert found.mean.low < 140 < found.mean.high


@pytest.mark.parametrize(
    ("to", "change"), [("stabilisation", 1), ("resume", 0), ("self_reliant", 0), ("dead", 0)]
)
def test_nobody_has_a_level_outside_care(to, change):
    """Records may say another level on the last day; only a course has use for it."""
    stay = FollowedStay(1, 0.0, 10, 10, is_known=True, to=to, to_level=2)
    assert exit_way(stay) == ExitWay(to, change)


FIRST = dt.date(2024, 1, 1)
YEAR = 1 + 0.3 * np.cos(2 * np.pi * np.arange(12) / 12)


def came(luck, by_month, years, growth=0.0):
    """Days on which new citizens came: 8 a week over the year, by month, growing."""
    days = np.arange((FIRST.replace(year=FIRST.year + years) - FIRST).days)
    month = (np.datetime64(FIRST) + days).astype("datetime64[M]").astype(int) % 12
    rate = 8 / 7 * by_month[month] * (1 + growth * days / len(days))
    return np.repeat(days, luck.poisson(rate))


def season_of(days, years):
    last = FIRST.replace(year=FIRST.year + years) - dt.timedelta(days=1)
    return season(days, FIRST, last, lambda until: np.zeros(len(until)))


def test_a_season_is_found_again():
    # 8 x 365 / 7 = 417 a year, 174 a month in five years: an interval misses in 1 of 20.
    luck = np.random.default_rng(8)
    found = [season_of(came(luck, YEAR, 5), 5) for _ in range(20)]
    assert all(map(is_sure, found))
    held = [
        m.low <= true <= m.high for of in found for m, true in zip(of.months, YEAR, strict=True)
    ]
    assert np.mean(held) > 0.88
    assert np.mean([of.months[0].value for of in found]) == pytest.approx(1.3, abs=0.06)


@pytest.mark.parametrize("growth", [0.0, 0.5])
def test_chance_and_growth_are_no_season(growth):
    # 1 of 100 by its level; 9 of 200 or more are one in 10,000.
    luck = np.random.default_rng(9)
    years = [season_of(came(luck, np.ones(12), 2, growth), 2) for _ in range(200)]
    assert sum(map(is_sure, years)) < 9


def test_one_year_tells_no_season():
    with pytest.raises(ValueError, match="two of each month"):
        season_of(np.arange(366), 1)


def seen_days(days, goes_on=(), entry=0.0):
    """Whole days of stays that ended, and of those that go on."""
    low = np.array([*(day - 0.5 for day in days), *goes_on], float)
    high = np.array([*(day + 0.5 for day in days), *(np.inf for _ in goes_on)], float)
    return gathered_lengths(np.full(len(low), entry), low, high)


def test_the_product_limit_by_hand():
    # Five at risk: one ends on day 2, one is lost after day 3, two of the three left end on day 4.
    days, still = product_limit(seen_days([2, 4, 4, 6], goes_on=[3]))
    assert days.tolist() == [2, 4, 6]
    assert still.tolist() == pytest.approx([4 / 5, 4 / 5 / 3, 0])


def test_observed_lengths_stand_for_a_cell_each():
    # Twenty stays of 1 to 20 days, four a length: the middle of each four.
    found = observed(seen_days(range(1, 21)), 4)
    assert found.days.tolist() == [2, 6, 10, 14, 18]
    assert observed(seen_days(range(1, 21)), 1).days.tolist() == list(range(1, 21))


def test_observed_lengths_need_their_end():
    with pytest.raises(ValueError, match="beyond the last end"):
        observed(seen_days(range(1, 21), goes_on=[25, 25]), 4)
    with pytest.raises(ValueError, match="too few"):
        observed(seen_days([3, 4]), 5)


def test_an_empirical_stay_has_no_mean_that_a_law_does_not():
    luck = np.random.default_rng(4)
    seen = {1: whole_days(luck.gamma(4, 14, 4_000), until=np.full(4_000, 400.0))}
    free, fitted = (course_stay(seen, law, 5).levels[1] for law in ("empirical", "gamma"))
    assert free.mean.value == pytest.approx(fitted.mean.value, rel=0.02)
    assert free.sd.value == pytest.approx(fitted.sd.value, rel=0.03)
