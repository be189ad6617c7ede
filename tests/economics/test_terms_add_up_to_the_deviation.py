"""The terms of an explanation add up to the deviation: to the øre, in every replication."""

import tempfile

import numpy as np
import pytest
from deviations import OPTIONS, SKIMPING, STAFFED, TWO_TEAMS, explained
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_scenarios import WHOLE_MODEL, scenario_of

import sim
from sim.economics.explanation.causes import CAUSES, REFERENCE, causes_of, without
from sim.economics.explanation.terms import TERMS


@st.composite
def texts(draw):
    """Two teams with any of the causes, in any strength."""
    text = TWO_TEAMS.replace("weeks = 8", f"weeks = {draw(st.integers(1, 3))}")
    text = text.replace("seed = 3", f"seed = {draw(st.integers(0, 99))}")
    text = text.replace("2400", str(draw(st.integers(0, 9_999))))
    if draw(st.booleans()):
        text = text.replace("[[team]]", 'initial = "empty"\n[[team]]', 1)
    if draw(st.booleans()):
        text += STAFFED.replace("helper = 2 ", f"helper = {draw(st.integers(0, 4))} ")
    if draw(st.booleans()):
        text = text.replace('name = "Syd"', 'name = "Syd"\npolicy = "budget_led"') + SKIMPING
    if draw(st.booleans()):
        dated = "[{ from = 2026-01-05, value = 1300 }, { from = 2026-01-13, value = 1500 }]"
        text = text.replace("1300", dated)
    return text


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_terms_add_up_in_every_replication(text):
    with tempfile.TemporaryDirectory() as folder:
        results = sim.simulate(scenario_of(text), replications=2, out=folder, **OPTIONS)
        found = sim.explain(results, **OPTIONS).decomposition
        weeks = results.team_weeks()
        for place, team in enumerate(("Nord", "Syd")):
            for replication in range(2):
                rows = (weeks["team"] == team) & (weeks["replication"] == replication)
                deviation = round(100 * weeks["deviation_dkk"][rows].sum())
                assert found.deviation_ore[replication, place] == deviation
                terms = [int(term[replication, place]) for term in found.terms.values()]
                assert sum(terms) == deviation


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """All causes but the clinic's and the nursing home's at once."""
    text = TWO_TEAMS.replace('name = "Syd"', 'name = "Syd"\npolicy = "budget_led"')
    text = text.replace("[[team]]", 'initial = "empty"\n[[team]]', 1)
    folder = tmp_path_factory.mktemp("everything")
    return explained(text + STAFFED + SKIMPING, folder, replications=3)


def test_figures_add_up_for_each_team_and_all_together(everything):
    for account in [*everything.tree["teams"], everything.tree["total"]]:
        total = sum(account["terms"][term]["mean"] for term in TERMS)
        assert total == pytest.approx(account["deviation_dkk"]["mean"], abs=0.005)


def test_what_causes_do_only_together_is_said(everything):
    found = everything.decomposition
    runs = everything.tree["runs"]
    assert set(runs) == {"without_behaviour", "without_staff", "without_timing", REFERENCE}
    reference = sim.open_results(runs[REFERENCE]).team_weeks()
    together = np.array(
        [
            [
                round(
                    100
                    * reference["deviation_dkk"][
                        (reference["team"] == team) & (reference["replication"] == replication)
                    ].sum()
                )
                for team in ("Nord", "Syd")
            ]
            for replication in range(3)
        ]
    )
    own = sum(found.own.values())
    assert (found.terms["interaction"] == found.deviation_ore - together - own).all()
    assert found.terms["interaction"].any()


def test_own_effects_of_capacity_make_the_term(everything):
    found = everything.decomposition
    assert (found.terms["capacity"] == found.own["staff"]).all()
    assert (found.terms["timing"] == found.own["timing"]).all()


def test_the_table_of_terms_adds_up_line_by_line(everything):
    head, *lines = (everything.folder / "terms.csv").read_text("utf-8").splitlines()
    assert head.split(",")[:3] == ["replication", "team", "deviation_ore"]
    assert len(lines) == 3 * 2
    for line in lines:
        deviation, *terms = map(int, line.split(",")[2:])
        assert sum(terms) == deviation


def test_nothing_is_left_to_switch_off_in_the_reference():
    text = TWO_TEAMS.replace('name = "Syd"', 'name = "Syd"\npolicy = "budget_led"')
    text = text.replace("[[team]]", 'initial = "empty"\n[[team]]', 1) + STAFFED + SKIMPING
    scenario = scenario_of(text)
    causes = causes_of(scenario)
    assert [cause.name for cause in causes] == ["behaviour", "staff", "timing"]
    assert causes_of(without(scenario, causes, REFERENCE)) == []
    assert [cause.name for cause in CAUSES] == [
        "behaviour",
        "declined",
        "staff",
        "clinic",
        "nursing_home",
        "timing",
    ]


def test_every_cause_of_the_whole_model_can_be_switched_off():
    scenario = scenario_of(WHOLE_MODEL)
    causes = causes_of(scenario)
    assert [cause.name for cause in causes] == ["staff", "clinic", "nursing_home"]
    for cause in causes:
        assert without(scenario, [cause], cause.name).stem == cause.name
    reference = without(scenario, causes, REFERENCE).values
    assert reference.staff is None
    assert reference.clinic.slots_per_day is None
    assert len(reference.clinic.open_days) == 7
    assert reference.nursing_home.occupied == 0


def test_consequences_of_withheld_care_outlast_the_staff():
    team = 'name = "Syd"\npolicy = "budget_led"'
    text = WHOLE_MODEL.replace('name = "Syd"', team) + SKIMPING
    scenario = scenario_of(text)
    (staff,) = (cause for cause in causes_of(scenario) if cause.name == "staff")
    raises = without(scenario, [staff], "without_staff").values.behaviour.unmet_raises
    assert (raises.admissions, raises.relapses) == (2.0, 1.0)
