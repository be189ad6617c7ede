"""One sentence, four numbers and a line of evidence, with the arithmetic of toy results.

In replication r, team t deviates by 10 r - 30 t DKK a week, over 6 weeks and on a revenue of
1000 DKK a week.
"""

import datetime as dt
import sys
from subprocess import run

import numpy as np
import pytest

from sim.experiments.summary.verdict import VERDICTS
from sim.reporting.leaders.dots import dots_of
from sim.reporting.leaders.of_results import screen_of
from sim.reporting.leaders.screen import Screen, ScreenAccount, YearBand, is_at_risk
from sim.reporting.leaders.why import waterfalls
from sim.reporting.leaders.words import evidence_line, headline, tiles
from sim.reporting.leaders.years import evened_out_weeks, years_of
from sim.reporting.results.chance import Chance
from sim.reporting.results.results import read_results
from sim.reporting.words.language import LANGUAGES, language

EN = language("en")


def account(mean=-1_250_000.0, verdict="price"):
    band = YearBand(-2_000_000.0, 500_000.0)
    interval = (mean - 1.0, mean + 1.0)
    return ScreenAccount("", mean, interval, -0.02, 0.84, band, is_at_risk=True, verdict=verdict)


def screen(weeks=104, replications=30, **of):
    one = account(**of)
    return Screen(
        one, (one,), weeks, replications, weeks >= 52, 0.127, (("published", 15), ("", 4))
    )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("mean", [-1_250_000.0, 1_250_000.0, 0.5])
@pytest.mark.parametrize("weeks", [26, 104])
def test_the_sentence_has_at_most_twenty_words(code, verdict, mean, weeks):
    for replications in (1, 30):
        said = headline(screen(weeks, replications, mean=mean, verdict=verdict), language(code))
        assert len(said.split()) <= 20, said


def test_the_sentence_says_result_cause_and_risk():
    assert headline(screen(), EN).replace("\u00a0", " ") == (
        "Deficit of 1.25 million DKK a year because the rates are too low; "
        "deficit in 8 of 10 years."
    )


def test_the_four_numbers_are_result_risk_variation_and_hours_not_delivered():
    result, risk, variation, hours = tiles(screen(), EN)
    assert result.text == "\u22121.25\u00a0million\u00a0DKK"
    assert result.note == "\u22122.0\u00a0% of revenue"
    assert (risk.text, risk.squares) == ("8 of 10 years", 8)
    assert variation.value == (500_000 + 2_000_000) / 2
    assert hours.text == "12.7\u00a0%"


def test_a_run_under_a_year_speaks_of_such_periods():
    assert tiles(screen(weeks=26), EN)[1].text == "8 of 10 such periods"
    assert tiles(screen(weeks=26), EN)[0].label == "Result over 26 weeks"


def test_of_a_single_year_no_share_is_said():
    one = screen(weeks=52, replications=1)
    assert (tiles(one, EN)[1].text, tiles(one, EN)[1].squares) == ("–", None)
    assert [row.in_ten for row in dots_of(one, EN).rows] == ["–"]
    assert tiles(screen(weeks=104, replications=1), EN)[1].squares == 8


def test_the_step_to_a_result_that_is_chance_is_chance(results_folder):
    results = read_results(results_folder(replications=2))
    seen = screen_of(results, Chance())
    by_chance = [one._replace(verdict="chance") for one in seen.teams]
    seen = seen._replace(teams=tuple(by_chance), total=seen.total._replace(verdict="chance"))
    is_shown = {one.team: one.shown == "chance" for one in (*seen.teams, seen.total)}
    assert any(is_shown.values())
    for fall, account in zip(
        waterfalls(results, seen, None, EN), [seen.total, *seen.worst_first], strict=True
    ):
        if is_shown[account.team]:
            assert [step.label for step in fall.steps] == ["chance", "Result"]
            assert fall.steps[0].text == fall.steps[1].text


def test_the_evidence_is_counted():
    assert evidence_line(screen(), EN) == "Rests on 15 published figures, 4 without a source."


def test_deficits_are_counted_by_replication(results_folder):
    seen = screen_of(read_results(results_folder(teams=("A", "B", "C"))), Chance())
    # Of 12 runs A is below zero in none, B in runs 0-2, C in runs 0-5, all together in 0-2.
    assert [team.deficit_share for team in seen.teams] == [0, 3 / 12, 6 / 12]
    assert seen.total.deficit_share == 3 / 12
    assert seen.total.deviation_dkk == 6 * (3 * 10 * 5.5 - 30 - 60)


def test_whole_calendar_years_are_years_and_else_52_weeks():
    two = years_of(dt.date(2026, 1, 5), 104)
    weekly = np.ones((1, 104))
    # Of 2026 all weeks but the first, of 2027 all: the week of New Year is the year's of most days.
    assert two.of(weekly).tolist() == [[52.0, 52.0]]
    assert years_of(dt.date(2026, 6, 1), 60).of(np.ones((1, 60))).tolist() == [[52.0]]
    assert years_of(dt.date(2026, 6, 1), 30).of(np.ones((1, 30))).tolist() == [[30.0]]


def test_a_year_that_balances_to_the_oere_is_no_deficit():
    weekly = np.tile([0.1, 0.2, -0.3, 0.0], 13)[None, :]
    assert weekly.sum() != 0.0
    assert years_of(dt.date(2026, 1, 5), 52).of(weekly).tolist() == [[0.0]]


def test_what_is_evened_out_at_the_end_of_a_budget_year_is_no_deficit_of_it():
    """From 1 June on 10 is lost a week, and given back on the last day of each 52 weeks."""
    weekly = np.full((1, 104), -10.0)
    weekly[0, [51, 103]] += 520.0
    start = dt.date(2026, 6, 1)
    assert years_of(start, 104, evened_out=52).of(weekly).tolist() == [[0.0, 0.0]]
    assert years_of(start, 104).of(weekly).tolist() == [[0.0]]  # 2027 alone is whole
    assert evened_out_weeks({"tariff": {"deficit_band": {"share": 0.0}}}) == 52
    assert evened_out_weeks({"tariff": {}}) is None


def test_a_team_is_at_risk_only_beyond_the_even_chance():
    assert is_at_risk(0.51)
    assert not is_at_risk(0.49)
    assert not is_at_risk(None)
    assert not is_at_risk(0.51, by_twin=0.5)  # rates that balance exactly threaten nobody
    assert is_at_risk(0.51, by_twin=0.7)


def test_the_steps_of_a_waterfall_add_up_to_the_result(results_folder):
    results = read_results(results_folder(teams=("A", "B")))
    seen = screen_of(results, Chance())
    explained = {
        "teams": [
            {"team": name, "terms": {term: {"mean": amount} for term, amount in TERMS.items()}}
            for name in ("A", "B")
        ],
        "total": {"terms": {term: {"mean": 2 * amount} for term, amount in TERMS.items()}},
    }
    total, *_ = waterfalls(results, seen, explained, EN)
    # Interaction is below 1 % of the largest term and goes into it.
    assert [step.label for step in total.steps] == ["price", "capacity", "chance", "Result"]
    assert total.steps[0].text == "\u22122,018\u00a0DKK"
    assert total.text == total.steps[-1].text == "\u22121,718\u00a0DKK"  # of the runs explained
    assert total.steps[-1].width == pytest.approx(100 * 1718 / 2018, abs=0.05)


TERMS = {
    "price": -1000.0,
    "case_mix": 0.0,
    "capacity": 100.0,
    "behaviour": 0.0,
    "timing": 0.0,
    "interaction": -9.0,
    "chance": 50.0,
}


def test_the_first_screen_needs_no_matplotlib():
    code = "import sys, sim.reporting.leaders.page; print('matplotlib' in sys.modules)"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
