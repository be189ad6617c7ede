"""The same citizens live under every scenario, so what they share cancels in the difference."""

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.experiments.comparison.text import lives_line
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.demand import need

BASE = scenario_of(FOUR_WEEKS, "base")
RUNS = 4
TEN_KRONER_A_DAY = FOUR_WEEKS.replace("development = 2700", "development = 2630")


def compared(*texts, runs=RUNS, **options):
    others = [scenario_of(text, f"other_{n}") for n, text in enumerate(texts)]
    given = {"replications": runs, "workers": 1, "engine": "simpy", "out": None} | options
    return sim.compare([BASE, *others], **given)


@pytest.fixture(scope="module")
def price_only():
    return compared(TEN_KRONER_A_DAY)


def test_another_price_changes_no_life(price_only):
    lives = price_only["other_0"].lives
    assert lives["is_price_only"]
    assert lives["spells_first"] == lives["spells_other"] == lives["spells_alike"] > 0
    assert lives["citizens_alike"] == lives["citizens"] > 0
    words = f"{lives['spells_first']:,} spells identical: the whole difference is price"
    assert words in str(price_only)


def test_the_difference_is_ten_kroner_for_each_day_of_a_course(price_only):
    weeks = price_only.results["base"].query(
        "SELECT sum(development_citizens) FROM team_weeks GROUP BY replication ORDER BY replication"
    )
    days = [7 * total for (total,) in weeks.fetchall()]
    found = price_only["other_0"].by_replication("total", "deviation_dkk")
    assert found == pytest.approx([-10 * number for number in days], abs=1e-6)
    mean = price_only["other_0"].total["deviation_dkk"]["difference"]["mean"]
    assert mean == pytest.approx(-10 * np.mean(days))


def test_the_difference_is_that_of_the_two_summaries(price_only):
    of = price_only["other_0"].total["revenue_dkk"]
    means = [
        price_only.results[name].summary["total"]["revenue_dkk"]["mean"]
        for name in ("base", "other_0")
    ]
    assert [of["first"], of["other"]] == pytest.approx(means)
    assert of["difference"]["mean"] == pytest.approx(means[1] - means[0])


def test_where_nothing_differs_nothing_is_tested(price_only):
    cost = price_only["other_0"].total["cost_dkk"]
    assert cost["difference"] == {"mean": 0, "low": 0, "high": 0}
    assert (cost["p"], cost["p_holm"], cost["holds"]) == (None, None, None)


def test_pairing_removes_the_luck_that_both_share():
    dearer = FOUR_WEEKS.replace("home_care = 450", "home_care = 500")
    of = compared(dearer)["other_0"]
    assert of.total["cost_dkk"]["variance_removed"] > 0.9
    widths = [one["difference"]["high"] - one["difference"]["low"] for one in of.total.values()]
    assert min(widths) >= 0
    assert of.total["cost_dkk"]["holds"]


def test_other_lives_are_counted_citizen_by_citizen():
    shorter = FOUR_WEEKS.replace("mean_weeks = 4, sd_weeks = 2", "mean_weeks = 2, sd_weeks = 1")
    lives = compared(shorter, runs=1)["other_0"].lives
    assert not lives["same_lives"]
    assert lives["same_care"] is None
    assert 0 < lives["spells_alike"] < lives["spells_first"]
    assert 0 < lives["citizens_alike"] < lives["citizens"]
    assert "citizens live the same lives" in lives_line(lives)


def test_same_lives_with_other_care_are_not_all_price():
    more = FOUR_WEEKS.replace("home_care = 3.0", "home_care = 3.5")
    lives = compared(more, runs=1)["other_0"].lives
    assert lives["same_lives"]
    assert lives["same_care"] is False
    assert lives_line(lives).endswith("identical, but not the care that is given in them")


def test_all_scenarios_have_the_first_ones_seed():
    other_luck = FOUR_WEEKS.replace("[run]", "[run]\nseed = 99")
    assert compared(other_luck, runs=1)["other_0"].lives["is_price_only"]


def test_one_replication_has_a_difference_and_no_bounds():
    comparison = compared(TEN_KRONER_A_DAY, runs=1)
    one = comparison["other_0"].total["deviation_dkk"]
    assert one["difference"]["mean"] < 0
    assert one["difference"]["low"] is one["p"] is one["holds"] is one["variance_removed"] is None
    assert "One replication gives no bounds and tests nothing." in str(comparison)


def test_a_researcher_compares_rulebooks():
    def half_the_need(*drawn):
        return need(*drawn) / 2

    mine = STANDARD_RULES._replace(need=half_the_need)
    comparison = compared(FOUR_WEEKS, runs=2, rules=[STANDARD_RULES, mine])
    of = comparison["other_0"]
    assert of.lives["same_lives"]
    cost = of.total["cost_dkk"]
    assert cost["other"] == pytest.approx(cost["first"] / 2, rel=0.01)


def test_only_replications_that_finished_under_all_are_paired():
    def fails_on_a_large_draw(u, mean):
        if u > 0.99:
            raise ArithmeticError("too large")
        return STANDARD_RULES.arrivals(u, mean)

    fragile = STANDARD_RULES._replace(arrivals=fails_on_a_large_draw)
    comparison = compared(FOUR_WEEKS, runs=6, rules=[STANDARD_RULES, fragile])
    failed = comparison.failed["other_0"]
    assert 0 < len(failed) < 6
    assert comparison.tree["replications"] == 6 - len(failed)
    assert comparison["other_0"].lives["is_price_only"]


def test_rows_are_flat_and_whole(price_only):
    rows = list(price_only.rows())
    assert {row["part"] for row in rows} == {"total", "teams", "courses", "outcomes"}
    (row,) = [
        row
        for row in rows
        if (row["part"], row["name"], row["figure"]) == ("teams", "Syd", "deviation_dkk")
    ]
    assert row["mean"] == price_only["other_0"].teams["Syd"]["deviation_dkk"]["difference"]["mean"]


@pytest.mark.parametrize(
    ("scenarios", "options", "words"),
    [
        ([BASE], {}, "a comparison needs two scenarios or more"),
        ([BASE, BASE], {"rules": [STANDARD_RULES]}, "there are 1 rulebooks for 2 scenarios"),
        ([BASE, BASE], {"engine": "fast"}, "engine 'fast' is unknown"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(tmp_path, scenarios, options, words):
    with pytest.raises(ValueError, match=words):
        sim.compare(scenarios, out=tmp_path, **options)
