"""Course rates for scenarios that pay otherwise now, index, refund, or leave teams some freedom."""

import pytest
from rate_scenarios import COSTS, DATED, rates_by_place
from shipped_scenarios import FOLDER
from small_scenarios import ALL_LEVERS, THREE_COURSES, scenario_of

from sim import RatesAsked, balancing_rates, load_scenario, started, twin
from sim.cli import DONE, status
from sim.economics.rates.answer.remarks import remarks
from sim.economics.rates.reference import reference_scenario
from sim.model.units import ORE_PER_DKK

BEFORE = THREE_COURSES[: THREE_COURSES.index("[tariff]")]
ACTIVITY = (
    BEFORE
    + """[tariff]
kind = "activity"
hourly_dkk = { home_care = 450, nursing = 480, training = 430 }
"""
)
BLOCK = BEFORE + '[tariff]\nkind = "block"\nbudget_dkk_per_week = 90000\n'
MIXED = (
    THREE_COURSES.replace('kind = "course_rates"', 'kind = "mixed"')
    + """hourly_share = 0.3
hourly_dkk = { home_care = 450, nursing = 480, training = 430 }
"""
)
SMOOTHED = (
    THREE_COURSES
    + """stop_loss = { above_dkk_per_week = 12000, refunded_share = 0.8 }
deficit_band = { share = 0.05 }
"""
)
INDEXED = (
    THREE_COURSES
    + "indexation_share = [{ from = 2026-01-05, value = 0 }, { from = 2026-02-02, value = 0.1 }]\n"
)
SELFISH = (
    THREE_COURSES.replace('name = "Nord"', 'name = "Nord"\npolicy = "incentive_led"\nalpha = 0.2')
    + "[behaviour.levers]\ndelivered_share = { low = 0.5, high = 1.0 }\n"
)


@pytest.mark.parametrize("text", [ACTIVITY, BLOCK, MIXED, SMOOTHED, SELFISH])
def test_a_rate_is_hours_times_price_all_the_same(text):
    found = rates_by_place(balancing_rates(scenario_of(text), RatesAsked(method="twin")))
    assert found == pytest.approx({(course, None): dkk for course, dkk in COSTS.items()})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ACTIVITY, "the scenario pays by activity; these course rates would take its place"),
        (BLOCK, "the scenario pays by block; these course rates would take its place"),
        (MIXED, "a mixed tariff: its course rates balance by themselves"),
        (SMOOTHED, "refunds, and what is evened out beyond a deficit band, come on top"),
        (SELFISH, "rates are set for teams that follow need"),
    ],
)
def test_what_rates_are_not_set_for_is_said(text, said):
    found = balancing_rates(scenario_of(text), RatesAsked(method="twin"))
    assert any(remark.startswith(said) for remark in remarks(found))


def test_nothing_is_said_of_the_rates_now_where_there_are_none():
    tree = balancing_rates(scenario_of(ACTIVITY)).tree
    assert tree["total"]["deviation_now_dkk_per_year"] is None
    assert {rate["now"] for rate in tree["rates"]} == {None}


def test_indexation_is_kept_and_the_rate_before_it_is_written():
    """28 days at 1 and 28 at 1.1: 2,685 / 1.05, which balances the eight weeks."""
    found = balancing_rates(scenario_of(INDEXED))
    stated = found.scenario.values.tariff.weekly_dkk["development"]
    assert stated == pytest.approx(2685 / 1.05, rel=1e-3)
    assert all(
        values.tariff.weekly_dkk["development"] == stated for _, values in found.scenario.periods
    )
    total = twin(started(found.scenario)).total
    assert total.deviation.sum() / ORE_PER_DKK == pytest.approx(0, abs=0.05)


def test_it_is_the_stated_rate_that_is_rounded():
    found = balancing_rates(scenario_of(INDEXED), RatesAsked(round_to_dkk=10, place_residue=True))
    for _, values in found.scenario.periods:
        assert values.tariff.weekly_dkk["development"] in {2550.0, 2560.0}


def test_dates_with_one_stated_rate_are_turned_together():
    """Only development has two dates; placing the residue gives no other course two rates."""
    found = balancing_rates(scenario_of(DATED), RatesAsked(round_to_dkk=100, place_residue=True))
    tariff = found.scenario.resolved["tariff"]["weekly_dkk"]
    assert isinstance(tariff["stabilisation"], float)
    assert isinstance(tariff["development"], list)


def test_another_kind_of_tariff_gives_way_to_course_rates(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "town.toml").write_text(ACTIVITY, encoding="utf-8")
    assert status(["rates", "town.toml", "--toml"]) == DONE
    (tmp_path / "rates.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    scenario = load_scenario("rates.toml")
    assert scenario.values.tariff.kind == "course_rates"
    total = twin(started(scenario)).total
    assert total.deviation.sum() / ORE_PER_DKK == pytest.approx(0, abs=0.05)


def test_what_was_not_paid_by_course_stays_as_it_was():
    mixed = balancing_rates(scenario_of(MIXED)).scenario.values.tariff
    assert (mixed.kind, mixed.hourly_share) == ("mixed", 0.3)
    assert mixed.weekly_dkk["stabilisation"] == pytest.approx(1590)
    selfish = balancing_rates(scenario_of(SELFISH), RatesAsked(method="twin")).scenario.values
    assert [team.policy for team in selfish.team] == ["incentive_led", "needs_led"]


def test_files_laid_over_each_other_have_rates_too(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "town.toml").write_text(THREE_COURSES, encoding="utf-8")
    dearer = "schema = 1\n[prices.cost_per_hour_dkk]\nhome_care = 500\n"
    (tmp_path / "dearer.toml").write_text(dearer, encoding="utf-8")
    assert status(["rates", "town.toml+dearer.toml", "--toml"]) == DONE
    out = capsys.readouterr().out
    assert "laid over the files it was found for: town+dearer+rates.toml" in out
    (tmp_path / "rates.toml").write_text(out, encoding="utf-8")
    total = twin(started(load_scenario("town+dearer+rates.toml"))).total
    assert total.deviation.sum() / ORE_PER_DKK == pytest.approx(0, abs=0.05)


def test_tables_that_nobody_uses_in_good_faith_are_left_out():
    tree = reference_scenario(scenario_of(ALL_LEVERS)).resolved
    assert "audit_risk" not in tree
    assert not {"levers", "learning", "relabel", "effort_dkk"} & set(tree["behaviour"])
    # Nord holds these two whatever its policy is.
    assert {"acceptance", "early_discharge"} <= set(tree)
    held = "levers.accept_share = 0.6\nlevers.discharge_share = 0.5\n"
    assert held in ALL_LEVERS
    tree = reference_scenario(scenario_of(ALL_LEVERS.replace(held, ""))).resolved
    assert not {"acceptance", "early_discharge"} & set(tree)


def test_rates_where_citizens_choose_leave_the_yardstick_to_settle_by_itself():
    """Three of five teams' hours cost as the rates say, two cost 6 % more: 2.4 % on average."""
    found = balancing_rates(load_scenario(FOLDER / "frit_valg.toml"))
    rates = rates_by_place(found)
    assert rates["Forløb 3", None] == pytest.approx(3_071.48 * 1.024, abs=0.05)
    said = " ".join(remarks(found))
    assert "the yardstick comes on top" in said
    assert "median" not in said  # it is what two teams' hours cost that the rates do not pay
