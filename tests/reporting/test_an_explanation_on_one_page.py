"""An explanation's page: whole, in both languages, and money never alone on it."""

import json
import re

import pytest
from drawn import assert_apart, assert_on_the_sheet, assert_outcomes_stand_beside
from small_scenarios import FOUR_WEEKS, scenario_of
from test_report_opens_offline import Reader

import sim
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import ResultsError
from sim.reporting.explanation.reading import read_explanations
from sim.reporting.explanation.report import write_explanation_report
from sim.reporting.explanation.words import explanation_answer, explanation_verdict
from sim.reporting.figures.causes import terms_by_team
from sim.reporting.figures.drawing.look import SHAPES
from sim.reporting.figures.drawing.svg import svg
from sim.reporting.figures.funnel import funnel_of_teams
from sim.reporting.words.language import language

BOTH = pytest.mark.parametrize("code", ["en", "da"])
OPTIONS = {"workers": 1, "engine": "simpy"}
STAFF = """
[staff]
full_time_equivalents = { helper = 3 }
temporary_share = 0.5
temporary_premium = 1.5
professions.helper = { pay_per_hour_dkk = 250, absence_share = 0.2, user_facing_share = 0.6 }
gives = { home_care = ["helper"], nursing = ["helper"], training = ["helper"] }
"""


def explained(text, name, folder):
    results = sim.simulate(scenario_of(text, name), replications=2, out=folder, **OPTIONS)
    return sim.explain(results, **OPTIONS).folder


@pytest.fixture(scope="module")
def explanations(tmp_path_factory):
    """Limited staff and an empty start, and a team with a name that HTML would misread."""
    empty = FOUR_WEEKS.replace('"stationary"', '"empty"')
    text = empty.replace('"Syd"', '"Syd & Øst"') + STAFF
    folder = explained(text, "whole", tmp_path_factory.mktemp("whole"))
    write_explanation_report(folder)
    return read_explanations(folder)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return read_explanations(explained(FOUR_WEEKS, "plain", tmp_path_factory.mktemp("plain")))


def drawings(explanations, own):
    for shape in SHAPES:
        yield shape, svg(terms_by_team(explanations, own, shape), "s", "label")
        yield shape, svg(funnel_of_teams(explanations, own, shape), "t", "label")


def test_the_page_is_whole_and_loads_nothing(explanations):
    page = (explanations.folder / "report.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert not re.findall(r"https?:|//[a-z]|@import|url\((?!#)", page)
    assert not {"link", "img"} & set(reader.tags)
    assert "Syd & Øst" not in page
    assert "Syd &amp; Øst" in page


def test_the_page_has_the_same_bytes_twice(explanations):
    before = (explanations.folder / "report.html").read_bytes()
    write_explanation_report(explanations.folder)
    assert (explanations.folder / "report.html").read_bytes() == before


@BOTH
def test_texts_stay_on_the_sheet_and_apart(explanations, plain, code):
    for one in (explanations, plain):
        for shape, drawing in drawings(one, language(code)):
            assert_on_the_sheet(drawing, shape)
            assert_apart(drawing)


@BOTH
def test_every_drawing_with_money_has_outcomes_on_it(explanations, code):
    own = language(code)
    for _, drawing in drawings(explanations, own):
        assert_outcomes_stand_beside(drawing, own)


def test_the_answer_says_how_much_of_what_and_whether_it_is_luck(plain):
    row = {
        "deviation_dkk": {"mean": -412_000.0, "low": -500_000.0, "high": -324_000.0},
        "deviation_share": -0.031,
        "terms": {name: {"mean": 0.0, "low": 0.0, "high": 0.0} for name in plain.tree["terms"]},
        "luck_dkk": 250_000.0,
        "within_luck": False,
        "main_cause": "price",
        "main_cause_holds": True,
        "verdict": "price",
    }
    row["terms"]["price"]["mean"] = -390_000.0
    row["terms"]["chance"]["mean"] = -22_000.0
    nord = plain.teams[0]._replace(row=row)
    said = (
        " ".join(explanation_answer(nord, language("da"))).replace("\u00a0", " ").replace("−", "-")
    )
    assert said == (
        "Nord: -412.000 kr., -3,1 % af indtægterne. Især takst -390.000 kr., normale udsving "
        "-22.000 kr. Mest takst og ikke normale udsving, der holder 95 % af "
        "simuleringerne inden for ±250.000 kr."
    )


@pytest.mark.parametrize(
    ("judged", "low", "within", "words"),
    [
        (("chance", "chance"), -1.0, True, "Mostly chance: "),
        (("undecided", None), 0.0, True, "Undecided, because nothing pulls it either way."),
        (("undecided", "interaction"), -1.0, True, "Undecided, because most of it comes from "),
        (("undecided", "price"), None, True, "Undecided, though mostly price in this one run; "),
        (("undecided", "price"), -1.0, True, "Undecided, though mostly price in these runs, "),
        (("price", "price"), -1.0, True, "Mostly price, but one run could not tell it from luck: "),
        (("price", "price"), -1.0, False, "Mostly price, and not luck: "),
    ],
)
def test_no_more_is_claimed_than_the_runs_show(plain, judged, low, within, words):
    row = {
        "verdict": judged[0],
        "main_cause": judged[1],
        "within_luck": within,
        "luck_dkk": 1.0,
        "deviation_dkk": {"mean": 0.0, "low": low, "high": 1.0},
    }
    assert explanation_verdict(plain.teams[0]._replace(row=row), language("en")).startswith(words)


def test_a_folder_without_an_explanation_is_refused(tmp_path):
    with pytest.raises(ResultsError, match="holds no explanation that can be read"):
        write_explanation_report(tmp_path)
    text = json.dumps(summed_up({"results": "gone"}))
    (tmp_path / "explanation.json").write_text(text, "utf-8")
    with pytest.raises(ResultsError, match="gone"):
        write_explanation_report(tmp_path)
