"""Stays by exit from records: found where they are, not where they are not, and right."""

import sys
from pathlib import Path

import numpy as np
import pytest
from small_records import HEADINGS, MAPPING, text_of, written

import sim
from sim import cli
from sim.calibration.fits.by_exit import NOT_KNOWN, gathered_by_exit, mixed_stays
from sim.calibration.fits.exit_stays import exit_stays
from sim.calibration.fits.stays import all_levels, course_stay

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

SHARES = (0.6, 0.4)


def made(luck, stays, window=200.0, begins=300):
    """Stays to two exits that begin over `begins` days, as the last `window` of them show them."""
    exit_ = (luck.random(len(stays[0])) > SHARES[0]).astype(int)
    days = np.where(exit_ == 0, *stays)
    began = -luck.random(len(days)) * begins + window
    entry, until = np.maximum(0.0, -began), window - np.maximum(began, 0.0) + np.maximum(-began, 0)
    seen = (days > entry) & (began < window)
    ended = days <= until
    return [
        (e, d - 0.5 if over else u, d + 0.5 if over else np.inf, 1.0, k if over else NOT_KNOWN)
        for e, d, u, over, k, here in zip(entry, days, until, ended, exit_, seen, strict=True)
        if here and u > e
    ]


def test_shares_and_lengths_are_found_through_late_entry_and_censoring():
    luck = np.random.default_rng(4)
    rows = made(luck, (luck.gamma(4, 7, 6_000), luck.gamma(4, 35, 6_000)))
    ended = [row[4] for row in rows if row[4] != NOT_KNOWN]
    assert abs(np.mean(ended) - SHARES[1]) > 0.05  # who is seen to the end is not who begins
    found = mixed_stays([gathered_by_exit(rows)], ["gamma", "gamma"])
    assert found.shares[0][1] == pytest.approx(SHARES[1], abs=0.04)
    for fit, mean in zip(found.fits, (28.0, 140.0), strict=True):
        assert abs(np.log(fit.mean / mean)) < 3.5 * fit.log_mean_error < 0.25
        assert fit.cv == pytest.approx(0.5, rel=0.15)
    assert 0.05 <= found.information[0] <= 1.0


def test_one_exit_is_the_fit_without_exits():
    luck = np.random.default_rng(5)
    rows = made(luck, (luck.gamma(4, 7, 800), luck.gamma(4, 7, 800)))
    together = [(*row[:4], min(row[4], 0)) for row in rows]
    by_exit = gathered_by_exit(together)
    found = mixed_stays([by_exit], ["gamma"])
    one = course_stay({0: by_exit.lengths}, "gamma", 5)
    assert found.fits[0].mean == pytest.approx(one.levels[0].mean.value, rel=1e-3)
    assert found.aic == pytest.approx(one.aic["gamma"], abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_exits_alike_do_not_matter_and_exits_apart_do(seed):
    luck = np.random.default_rng(seed)
    for second, matters in ((14, False), (28, True)):
        rows = made(luck, (luck.gamma(4, 14, 700), luck.gamma(4, second, 700)))
        by_level = {0: gathered_by_exit(rows)}
        one = course_stay({0: all_levels([by_level[0].lengths])}, "gamma", 5)
        assert exit_stays(by_level, ["gamma", "gamma"], one).matters == matters


def test_a_town_says_a_stay_for_each_exit(tmp_path, capsys):
    # 40 moved after 3 to 6 days, 80 were self-reliant after 12 to 23.
    rows = [
        f"{n:04d},Nord,development,1,2024-{n % 12 + 1:02d}-01,"
        f"2024-{n % 12 + 1:02d}-{4 + n % 4 if n % 3 == 0 else 13 + n % 12:02d},"
        f"{'moved' if n % 3 == 0 else 'self_reliant'}"
        for n in range(120)
    ]
    written(tmp_path, spells=text_of(HEADINGS, rows))
    town = tmp_path / "town.toml"
    assert cli.status(["calibrate", str(tmp_path), "--out", str(town), "--language", "da"]) == 0
    assert "varigheden afhænger af afgangen" in capsys.readouterr().out
    course = sim.load_scenario(town).tree["course"][0]
    assert "stay" not in course
    by_exit = {way["to"]: way["stay"]["mean_weeks"] for way in course["exits"]}
    means = [np.mean([4 + n % 4 for n in range(0, 120, 3)]), None]
    means[1] = np.mean([13 + n % 12 for n in range(120) if n % 3])
    for name, mean in zip(("moved", "self_reliant"), means, strict=True):
        assert 7 * by_exit[name]["value"][1] == pytest.approx(mean, rel=0.05)
        assert by_exit[name]["low"][1] < by_exit[name]["value"][1] < by_exit[name]["high"][1]
        assert by_exit[name]["status"] == "measured"
    found = sim.calibrate(tmp_path, expectation=True).tree
    (row,) = found["courses"]
    assert [exit_["exits"] for exit_ in row["by_exit"]["exits"]] == [["self_reliant"], ["moved"]]
    assert found["expectation"] is not None
    mapping = MAPPING.replace('hazards = ["dead"]', 'hazards = ["dead"]\nstay_by_exit = false')
    written(tmp_path, mapping=mapping, spells=text_of(HEADINGS, rows))
    assert "stay" in sim.calibrate(tmp_path).scenario.tree["course"][0]
