"""Whatever shows money shows, in the same file, how the citizens fare."""

import re
from xml.etree import ElementTree as ET

import pytest

from sim.reporting.page.templating import TEMPLATES
from sim.reporting.results.outcomes import ON_DRAWINGS, OUTCOMES, known_outcomes
from sim.reporting.results.results import read_results
from sim.reporting.run.figures.listed import FIGURES, by_section, figures_of
from sim.reporting.run.report import write_report
from sim.reporting.words.language import language

WITH_MONEY = ("money_and_goals", "cumulative_deviation")


def words_in(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- our own file
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("code", ["en", "da"])
@pytest.mark.parametrize("name", WITH_MONEY)
def test_each_drawing_with_money_carries_the_outcomes(whole, name, code):
    words = words_in(whole.folder / "figures" / f"{name}.{code}.svg")
    own = language(code)
    shown = [pair for pair in known_outcomes(whole) if pair[0] in ON_DRAWINGS]
    assert len(shown) == 5
    for outcome, figure in shown:
        assert own.say(outcome.short) in words
        assert outcome.written(figure.mean, own).replace("\u00a0", " ") in words


def test_no_other_drawing_is_about_money(whole):
    for path in (whole.folder / "figures").iterdir():
        if path.name.split(".")[0] not in WITH_MONEY:
            assert not [words for words in words_in(path) if "DKK" in words or "kr." in words]


def test_a_scenario_without_outcomes_says_so(results_folder):
    folder = results_folder()
    write_report(folder)
    words = words_in(folder / "figures" / "cumulative_deviation.en.svg")
    assert "This scenario shows no outcomes other than money" in words


def test_unmet_hours_are_not_0_where_staff_has_no_limit(results_folder):
    results = read_results(results_folder())
    figure = {"mean": 0.0, "low": 0.0, "high": 0.0}
    outcomes = {"unmet_hours_per_week": figure, "temporary_hours_per_week": None}
    free = results._replace(summary={**results.summary, "outcomes": outcomes})
    assert list(known_outcomes(free)) == []
    limited = {**outcomes, "temporary_hours_per_week": figure}
    tried = results._replace(summary={**results.summary, "outcomes": limited})
    assert [outcome.key for outcome, _ in known_outcomes(tried)] == [
        "unmet_hours_per_week",
        "temporary_hours_per_week",
    ]


def test_every_outcome_of_the_summary_has_its_words(whole):
    assert set(whole.summary["outcomes"]) == {outcome.key for outcome in OUTCOMES}


def test_figures_appear_only_where_they_apply(whole, results_folder):
    # The whole municipality has everything but places of its own.
    assert figures_of(whole) == [figure for figure in FIGURES if figure.name != "places_by_week"]
    assert [figure.name for figure in figures_of(read_results(results_folder()))] == [
        "cumulative_deviation",
        "census_by_course",
        "hours_by_service",
    ]


def test_every_figure_has_a_section_of_the_page():
    body = (TEMPLATES / "body.html").read_text(encoding="utf-8")
    assert {figure.section for figure in FIGURES} == set(re.findall(r'figures\("(\w+)"\)', body))


def test_no_figure_is_listed_twice(whole):
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    placed = [name for names in by_section(whole).values() for name in names]
    assert placed == [figure.name for figure in figures_of(whole)]
