"""`sensitivity`: indices of a known formula, and of a deviation that is linear in prices."""

import json

import numpy as np
import pytest
from small_scenarios import RANGED, scenario_of

import sim
from sim.cli import status
from sim.experiments.running.simulate import ReplicationsFailed
from sim.experiments.studies.indices import (
    effects_design,
    elementary_effects,
    indices_of,
    sobol_design,
)
from sim.experiments.studies.variance import chance_share_interval, crossed_variances
from sim.scenario.reading import changed_scenario

SHORT = ["run.weeks=1", 'run.initial="empty"', "run.replications=2"]
SCENARIO = changed_scenario(scenario_of(RANGED), SHORT)
PRICES = [f"prices.cost_per_hour_dkk.{name}" for name in ("home_care", "nursing", "training")]
WIDTHS = np.array([100, 300, 40])
HOW = {"workers": 1, "engine": "simpy"}
STAY = "course.individual.stay_weeks"
A, B = 7.0, 0.1


def ishigami(places):
    one, two, three = (np.pi * (2 * places - 1)).T
    return np.sin(one) + A * np.sin(two) ** 2 + B * three**4 * np.sin(one)


def test_indices_of_ishigami_are_those_of_the_formula():
    parts = [0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8]
    together = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = sum(parts) + together
    design = sobol_design(1, ["one", "two", "three"], [[0], [1], [2], [0, 2], [1]], 1_024)
    moved = np.array([ishigami(places) for places in design.moved])
    found = indices_of(ishigami(design.first), ishigami(design.second), moved, 2)
    first = np.array([*parts, 0.0, parts[0] + together, parts[1]]) / whole
    total = (
        np.array([parts[0] + together, parts[1], together, parts[0] + together, parts[1]]) / whole
    )
    for said, wanted, share in ((found.first, first, 0.04), (found.total, total, 0.03)):
        assert [one["mean"] for one in said] == pytest.approx(wanted, abs=share)
        assert all(
            one["low"] - 0.01 <= w <= one["high"] + 0.01
            for one, w in zip(said, wanted, strict=True)
        )
    shares = [one["mean"] for one in found.shares]
    assert shares == pytest.approx([1 - parts[1] / whole, parts[1] / whole], abs=0.03)
    assert sum(shares) == pytest.approx(1)


def test_more_points_keep_those_that_are_there():
    few, many = (sobol_design(1, ["a", "b"], [[0]], points) for points in (16, 32))
    assert (many.first[:16] == few.first).all()
    assert (many.moved[0][:16] == few.moved[0]).all()


def test_effects_of_a_sum_are_its_slopes():
    design = effects_design(1, ["a", "b", "c"], 8)
    slopes = np.array([3.0, -2.0, 0.0])
    moved = np.array([places @ slopes for places in design.moved])
    assert elementary_effects(design, design.first @ slopes, moved) == pytest.approx([3, 2, 0])


def test_variances_of_common_replications_have_no_bias():
    """Of settings 4, replications 9 and both together 1; the mean of 3,000 estimates."""
    chance = np.random.default_rng(1)
    shapes = (3_000, 8, 1), (3_000, 1, 4), (3_000, 8, 4)
    values = sum(
        sd * chance.standard_normal(shape) for sd, shape in zip((2, 3, 1), shapes, strict=True)
    )
    found = np.array([crossed_variances(one) for one in values])
    error = 4 * found.std(axis=0) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - [4, 10]) < error).all()


def test_the_share_of_chance_is_held_by_its_interval():
    """A small case of `tests/benchmarks/whole_studies.py`: 200 repeats, four runs, share 1 of 2."""
    chance = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        settings = chance.standard_normal((100, 1))
        of = crossed_variances(settings + chance.standard_normal((1, 4)))
        within = chance_share_interval(of, 4)
        held += within["low"] <= 0.5 <= within["high"]
    assert held >= 178  # fewer in 1 of 1,000 where 95 % is true


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    out = tmp_path_factory.mktemp("kept")
    return sim.sensitivity(SCENARIO, 16, out=out, **HOW), out


def hours():
    job = sim.prepare(SCENARIO, engine="simpy")

    def cost(price):
        return sim.expectation(job.with_values({PRICES[price]: 0}), moments="mean").tree["total"][
            "cost_dkk"
        ]

    own = sim.expectation(job, moments="mean").tree["total"]["cost_dkk"]
    return np.array([(own - cost(n)) / value for n, value in enumerate((450, 480, 430))])


def test_a_deviation_that_is_linear_in_prices_by_arithmetic(kept):
    tree, slopes = kept[0].tree, -hours() * WIDTHS
    found = {one["key"]: one for one in tree["factors"]}
    design = sobol_design(1, PRICES, [[0], [1], [2], [0, 2], [1]], 16)
    linear = indices_of(
        design.first @ slopes,
        design.second @ slopes,
        np.array([m @ slopes for m in design.moved]),
        2,
    )
    for number, key in enumerate(PRICES):
        assert found[key]["first"] == pytest.approx(linear.first[number], abs=1e-6)
        assert found[key]["total"] == pytest.approx(linear.total[number], abs=1e-6)
        swing = found[key]["at_high"] - found[key]["at_low"]
        assert swing == pytest.approx(0.95 * slopes[number])
    assert tree["by_status"]["assumed"] == pytest.approx(linear.shares[0])
    assert tree["by_status"]["expert"] == pytest.approx(linear.shares[1])
    both = np.concatenate([design.first, design.second]) @ slopes
    assert tree["variance"] == pytest.approx(both.var(ddof=1))
    assert 0 < tree["chance_share"] < 1
    assert tree["factors"][0]["total"]["mean"] == max(f["total"]["mean"] for f in tree["factors"])


def test_what_was_found_is_not_asked_again(kept):
    found, out = kept
    asked = []
    again = sim.sensitivity(SCENARIO, 16, out=out, progress=lambda *now: asked.append(now), **HOW)
    assert again.tree == found.tree
    assert asked == []


def test_a_run_without_the_figure_is_named_before_any_index():
    with pytest.raises(ReplicationsFailed, match=r"not known in .* settings"):
        sim.sensitivity(
            SCENARIO, 16, figure=STAY, replications=2, only=PRICES[:2], method="simulation", **HOW
        )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"samples": 100}, "must be a power of 2"),
        ({"replications": 1}, "at least 2"),
        ({"factors": 1}, "at least 2"),
        ({"method": "twin", "figure": "outcomes.self_reliant_per_year"}, "does not know"),
    ],
)
def test_what_makes_no_sense_is_said(given, said):
    with pytest.raises(ValueError, match=said):
        sim.sensitivity(SCENARIO, **{**HOW, **given})


def test_the_strongest_go_on_and_the_page_says_what_rests_on_what(tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(RANGED, encoding="utf-8")
    command = [
        "sensitivity",
        str(file),
        "--samples",
        "16",
        "--factors",
        "2",
        "--out",
        str(tmp_path),
    ]
    command += [*(f"--set={one}" for one in SHORT), "--engine", "simpy", "--workers", "1", "--json"]
    assert status(command) == 0
    tree = json.loads(capsys.readouterr().out)
    slopes = np.abs(hours() * WIDTHS)
    order = np.argsort(-slopes)
    assert {one["key"] for one in tree["factors"]} == {PRICES[n] for n in order[:2]}
    (weak,) = tree["screened"]
    assert (weak["key"], weak["effect"]) == (PRICES[order[2]], pytest.approx(slopes[order[2]]))
    page = (next(tmp_path.glob("sensitivity-*")) / "report.html").read_text(encoding="utf-8")
    assert "What the answer hangs on" in page
    assert "Hvad svaret hænger på" in page


def test_it_can_be_done_in_parts_the_screening_first(tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(RANGED, encoding="utf-8")
    how = ["--samples=16", "--factors=2", "--replications=2", "--engine=simpy", "--workers=1"]
    how += [f"--out={tmp_path}", *(f"--set={one}" for one in SHORT)]
    command = ["sensitivity", str(file), *how, "--prepare-only"]
    sizes = []
    for _ in range(2):
        assert status(command) == 0
        folder = capsys.readouterr().out.strip()
        assert status(["work", folder, "--workers=1"]) == 0
        sizes.append(int(capsys.readouterr().out.split(" settings")[0].split()[-1]))
    # eight points and each of three numbers moved from them; two samples, two numbers, statuses
    assert sizes[0] == 8 * (1 + 3)
    assert sizes[1] in {16 * (2 + 2 + statuses) + 4 for statuses in (1, 2)}
