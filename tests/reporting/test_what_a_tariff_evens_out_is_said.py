"""Under the paths that it makes jump stands what a deficit band or a stop-loss does to them."""

import pytest
from small_scenarios import THREE_COURSES

from sim.experiments.running.simulate import simulate
from sim.reporting.results.results import read_results
from sim.reporting.run.figures import cumulative_deviation
from sim.reporting.words.language import language
from sim.scenario.reading import load_scenario

BAND = "deficit_band = { share = 0.02, every_weeks = 3 }"
STOP_LOSS = "stop_loss = { above_dkk_per_week = 9_000, refunded_share = 0.5 }"


@pytest.fixture
def said(tmp_path):
    """Says the note under the figure, of a run with a line more in the tariff."""

    def of(line, own="en"):
        text = THREE_COURSES.replace('kind = "course_rates"', f'kind = "course_rates"\n{line}')
        (tmp_path / "s.toml").write_text(text, encoding="utf-8")
        scenario = load_scenario(tmp_path / "s.toml")
        found = simulate(scenario, replications=2, engine="simpy", workers=1, out=tmp_path)
        return cumulative_deviation.FIGURE.note(read_results(found.folder), language(own))

    return of


def test_a_jump_at_the_settlement_of_a_budget_year_is_explained(said):
    assert said("") == ""
    assert "settled after every 3 weeks, and on the last day" in said(BAND)
    assert "the paths jump" in said(BAND)
    assert "efterreguleres" in said(BAND, "da")


def test_a_limit_is_said_to_be_that_of_a_citizens_week(said):
    assert "above a limit in a calendar week, all courses of the week together" in said(STOP_LOSS)
    both = said(f"{BAND}\n{STOP_LOSS}")
    assert "settled after" in both
    assert "calendar week" in both
