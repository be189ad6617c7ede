"""Every public result has `.tree`, `.rows()`, a short repr and, over replications, its values."""

from pathlib import Path

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim

SCENARIOS = Path(__file__).parents[1] / "scenarios"
DEARER = FOUR_WEEKS.replace("development = 2700", "development = 3000")
ON_ONE_LINE = 300
RUN = {"replications": 3, "workers": 1, "engine": "simpy"}


def results_of(folder):
    """One of each kind of result."""
    small = scenario_of(FOUR_WEEKS, "small")
    run = sim.simulate(small, out=folder, **RUN)
    reform = sim.reform(sim.load_reform(SCENARIOS / "small_reform.toml"))
    return {
        "run": run,
        "comparison": sim.compare([small, scenario_of(DEARER, "dearer")], out=None, **RUN),
        "explanation": sim.explain(run, workers=1, engine="simpy"),
        "expectation": sim.expectation(small),
        "rates": sim.balancing_rates(small),
        "audit": sim.audit(small),
        "reform": reform,
        "contract": sim.contract_plan(reform, "1"),
    }


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return results_of(tmp_path_factory.mktemp("results"))


def test_each_has_a_document_rows_and_a_line(results):
    for name, one in results.items():
        assert one.tree["schema"] == 1, name
        rows = list(one.rows())
        assert rows, name
        assert all({"part", "name", "figure", "mean", "low", "high"} <= set(row) for row in rows)
        line = repr(one)
        assert line.startswith(f"<{type(one).__name__} of ")
        assert "\n" not in line
        assert len(line) < ON_ONE_LINE


def test_what_they_are_made_of_is_shown_in_a_line_too(results):
    run, solved = results["run"], results["expectation"]
    parts = [run.spells(), run.team_weeks(), solved.twin, solved.job.parameters, solved.scenario]
    parts += [results["comparison"]["dearer"], results["reform"].filed]
    parts += [sim.plan_rates(sim.load_plan(SCENARIOS / "plans" / "health_outside.toml"))[0]]
    assert [len(repr(one)) for one in parts if len(repr(one)) > 3 * ON_ONE_LINE] == []


def test_print_shows_what_the_command_shows(results):
    for name in ("run", "comparison", "explanation", "expectation", "rates", "audit"):
        assert str(results[name]).count("\n") > 5, name


def test_rows_are_the_figures_of_the_document(results):
    run = results["run"]
    found = {(row["part"], row["name"], row["figure"]): row for row in run.rows()}
    (nord, _) = run.tree["teams"]
    assert found["teams", "Nord", "cost_dkk"]["low"] == nord["cost_dkk"]["low"]
    assert (
        found["total", None, "deviation_dkk"]["mean"] == run.tree["total"]["deviation_dkk"]["mean"]
    )
    exits = run.tree["courses"][0]["exits"]
    for way, share in exits.items():
        assert found["courses", "development", f"exits.{way}"]["mean"] == share["mean"]


def test_values_by_replication_have_the_mean_that_the_summary_has(results):
    run = results["run"]
    total = run.by_replication("deviation_dkk")
    assert total.mean() == pytest.approx(run.tree["total"]["deviation_dkk"]["mean"])
    teams = [run.by_replication(team, "deviation_dkk") for team in ("Nord", "Syd")]
    assert sum(teams) == pytest.approx(total)
    added = run.query("SELECT sum(deviation_dkk) FROM team_weeks GROUP BY replication ORDER BY ALL")
    assert sorted(total) == pytest.approx([row[0] for row in added.fetchall()])


def test_a_comparison_gives_the_differences(results):
    found = results["comparison"].by_replication("dearer", "deviation_dkk")
    weeks = results["comparison"].results["small"].team_weeks()
    days = [
        7 * weeks["development_citizens"][weeks["replication"] == run].sum() for run in range(3)
    ]
    assert found == pytest.approx(np.array(days) * 300 / 7, abs=1)  # each settlement is rounded


def test_an_explanation_gives_its_terms(results):
    explained = results["explanation"]
    teams = [explained.by_replication(team, "chance") for team in ("Nord", "Syd")]
    assert sum(teams) == pytest.approx(explained.by_replication("chance"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("census",), "census could mean several figures; write one of development, census; "),
        (("deviation",), 'deviation is no figure here; did you mean "deviation_dkk"?'),
        (("Vest", "cost_dkk"), "Vest, cost_dkk is no figure here; "),
    ],
)
def test_a_figure_that_is_not_clear_says_so(results, asked, said):
    with pytest.raises(KeyError) as fault:
        results["run"].by_replication(*asked)
    assert said in fault.value.args[0]


def test_a_question_answers_as_duckdb_does(results):
    asked = "SELECT course, count(*) AS spells FROM spells GROUP BY course ORDER BY course"
    found = results["run"].query(asked)
    assert found.columns == ["course", "spells"]
    first = found.to_dicts()[0]
    assert found.filter("spells > 0").fetchall()[0] == tuple(first.values())
    assert found.fetchnumpy()["course"].tolist()[0] == first["course"] == "development"
    assert all(hasattr(found, name) for name in ("df", "pl", "to_arrow_table"))


def test_an_answer_outlives_its_results():
    kept = sim.simulate(scenario_of(FOUR_WEEKS), out=None, **RUN).query("SELECT 1 FROM team_weeks")
    assert kept.fetchall() == [(1,)] * (3 * 2 * 4)


def test_a_text_that_asks_for_nothing_is_refused(results):
    with pytest.raises(ValueError, match="asks for nothing; write a SELECT"):
        results["run"].query("-- no question")
