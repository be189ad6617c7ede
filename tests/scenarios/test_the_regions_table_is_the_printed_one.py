"""Region Midtjylland's table: every number printed in the source that the product can show."""

import csv
import importlib.util
from pathlib import Path

import pytest

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.offer_accounts import offer_accounts
from sim.economics.reform.reform import reform, reform_tree
from sim.scenario.reform.file import load_reform

FOLDER = Path(__file__).parents[2] / "scenarios"
PRINTED_TOTAL = -27_617_613


@pytest.fixture(scope="module")
def found():
    return reform(load_reform(FOLDER / "region_midtjylland.toml"))


@pytest.fixture(scope="module")
def printed():
    with (FOLDER / "region_payers.csv").open(encoding="utf-8", newline="") as opened:
        return {row["payer"]: int(row["change_dkk"]) for row in csv.DictReader(opened)}


def test_every_payers_line_is_the_printed_one(found, printed):
    shown = {row["payer"]: row["change_dkk"] for row in reform_tree(found)["payers"]}
    assert shown == printed


def test_the_lines_sum_three_kroner_short_of_the_printed_total(found):
    """The source's own residue of rounding."""
    assert reform_tree(found)["total"]["change_dkk"] == PRINTED_TOTAL + 3 == -27_617_610


def test_sixty_four_fall_and_twelve_rise(found):
    changes = [row["change_dkk"] for row in reform_tree(found)["payers"]]
    assert len(changes) == 76
    assert sum(change < 0 for change in changes) == 64
    assert sum(change > 0 for change in changes) == 12


def test_there_are_over_1100_contracts_in_six_areas(found):
    assert 1_100 < len(found.lines) < 1_150
    assert len({offer.area for offer in found.values.offer}) == 6


def test_before_and_after_is_zero_for_all_by_structure(found):
    assert reform_tree(found)["total"]["structure_dkk"] == 0


def test_high_rates_fall_and_low_rates_rise(found):
    """A quarter of the distance from an offer's mean, less what its own basis costs differ by."""
    by_rate = sorted(found.lines, key=lambda line: line.old_rate)
    tenth = len(by_rate) // 10
    assert all(line.new_rate > line.old_rate for line in by_rate[:tenth])
    assert all(line.new_rate < line.old_rate for line in by_rate[-tenth:])


def test_rates_were_raised_by_4_2_and_prices_by_5_5_or_6_2_per_cent(found):
    indexation = found.values.indexation
    both = indexation.model_copy(update={"compared_with": list(indexation.supplements)})
    levels = [paid_index(indexation), price_index(indexation), price_index(both)]
    assert [float(level) for level in levels] == [1.042, 1.055, 1.062]


def test_an_hour_is_300_and_the_mean_citizen_has_about_the_examples_42_hours(found):
    assert found.structure.hourly_price_dkk == 300
    hours = [line.contract.hours_before for line in found.lines]
    assert sum(hours) / len(hours) == pytest.approx(42, abs=0.5)


def test_places_and_basis_costs_are_those_assumed(found):
    accounts = offer_accounts(found)
    assert all(0.96 < of.occupancy < 0.98 for of in accounts)
    assert accounts[0].overhead_share == pytest.approx(0.25, abs=0.001)


def test_the_script_writes_the_contracts_that_are_there(tmp_path, monkeypatch):
    """The rows before the last decimals; the decimals are checked by the lines above."""
    spec = importlib.util.spec_from_file_location("made", FOLDER / "region_contracts.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "CONTRACTS", tmp_path / "made.csv")
    made.write(made.table(made.offers()))
    kept, again = (
        [row.split(",")[:4] for row in path.read_text("utf-8").splitlines()]
        for path in (FOLDER / "region_midtjylland.csv", tmp_path / "made.csv")
    )
    assert again == kept
