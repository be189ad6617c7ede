"""A comparison's page: whole, in both languages, and money never alone on it."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from drawn import assert_apart, assert_on_the_sheet, assert_outcomes_stand_beside
from small_scenarios import FOUR_WEEKS, WHOLE_MODEL, scenario_of
from test_report_opens_offline import Reader

import sim
from sim.experiments.folder.storage import ResultsError
from sim.reporting.comparison.contrasts import outcomes_of, read_contrasts
from sim.reporting.comparison.report import write_comparison_report
from sim.reporting.comparison.side_by_side import net_in_words
from sim.reporting.comparison.words import answers, lives_in_words
from sim.reporting.figures.differences import difference_by_scenario, difference_by_team
from sim.reporting.figures.drawing.look import SHAPES
from sim.reporting.figures.drawing.svg import svg
from sim.reporting.words.language import language

BOTH = pytest.mark.parametrize("code", ["en", "da"])
OPTIONS = {"replications": 3, "workers": 1, "engine": "simpy"}
SHORT = WHOLE_MODEL.replace("weeks = 12", "weeks = 1")


def compared(folder, first, *others):
    scenarios = [scenario_of(first, "today"), *others]
    return sim.compare(scenarios, out=folder, **OPTIONS).folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Everything switched on, dearer care in one scenario and a larger clinic in another."""
    dearer = scenario_of(SHORT.replace("nursing = 650", "nursing = 690"), "<dearer & care>")
    clinic = scenario_of(
        SHORT.replace("share = 0.8", "share = 0.1"), "a long name of a small clinic"
    )
    made = compared(tmp_path_factory.mktemp("whole"), SHORT, dearer, clinic)
    write_comparison_report(made)
    return made


@pytest.fixture(scope="module")
def contrasts(folder):
    return read_contrasts(folder)


@pytest.fixture(scope="module")
def price_only(tmp_path_factory):
    lower = scenario_of(FOUR_WEEKS.replace("2700", "2600"), "lower")
    return read_contrasts(compared(tmp_path_factory.mktemp("price"), FOUR_WEEKS, lower))


def drawings(contrasts, own):
    for shape in SHAPES:
        yield shape, svg(difference_by_scenario(contrasts, own, shape), "s", "label")
        for other in contrasts.others:
            yield shape, svg(difference_by_team(other, own, shape), "t", "label")


def test_the_page_is_whole_and_loads_nothing(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert not re.findall(r"https?:|//[a-z]|@import|url\((?!#)", page)
    assert not {"link", "img"} & set(reader.tags)
    assert "<dearer" not in page
    assert "&lt;dearer &amp; care&gt;" in page


def test_each_figure_is_a_file_in_each_language(folder):
    names = sorted(path.name for path in (folder / "figures").iterdir())
    stems = ("difference_by_scenario", "difference_by_team_1", "difference_by_team_2")
    assert names == sorted(f"{stem}.{code}.svg" for stem in stems for code in ("en", "da"))
    for path in (folder / "figures").iterdir():
        ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- our own file


def test_the_page_has_the_same_bytes_twice(folder):
    before = (folder / "report.html").read_bytes()
    write_comparison_report(folder)
    assert (folder / "report.html").read_bytes() == before


@BOTH
def test_texts_stay_on_the_sheet_and_apart(contrasts, code):
    for shape, drawing in drawings(contrasts, language(code)):
        assert_on_the_sheet(drawing, shape)
        assert_apart(drawing)


@BOTH
def test_every_drawing_with_money_has_outcomes_on_it(contrasts, code):
    own = language(code)
    for _, drawing in drawings(contrasts, own):
        assert_outcomes_stand_beside(drawing, own)


@BOTH
def test_the_answer_says_money_and_citizens(contrasts, code):
    own = language(code)
    said = answers(contrasts, own)
    assert len(said) == 2
    assert all(own.say("today") in one.money and one.citizens for one in said)


def test_price_alone_is_said_in_both_languages(price_only):
    (other,) = price_only.others
    spells = other.tree["lives"]["spells_first"]
    assert lives_in_words(other, language("en")) == (
        f"{spells} spells identical: the whole difference is price."
    )
    assert lives_in_words(other, language("da")) == (
        f"{spells} forløbsperioder er ens: hele forskellen skyldes taksten."
    )
    (answer,) = answers(price_only, language("da"))
    assert answer.citizens == "Borgernes forløb og hjælp er de samme."


def test_the_net_has_the_interval_of_its_pairs(folder, contrasts):
    own = language("en")
    summaries = [
        json.loads((folder.parent / name / "summary.json").read_text("utf-8"))
        for name in contrasts.tree["results"]
    ]
    nets = [
        of["total"]["deviation_dkk"]["mean"] - of["bearers"]["municipality_net_dkk"]["mean"]
        for of in summaries
    ]
    for other, net in zip(contrasts.others, nets[1:], strict=True):
        figure = other.tree["net_dkk"]
        assert figure["mean"] == pytest.approx(net - nets[0], abs=0.01)
        assert figure["low"] < figure["mean"] < figure["high"]
        assert f"{own.round_money(figure['low'], signed=True)} to " in net_in_words(
            contrasts, other, own
        )


def test_where_only_pay_differs_the_net_is_nothing_for_sure(price_only):
    (other,) = price_only.others
    assert other.tree["net_dkk"] == {"mean": 0.0, "low": 0.0, "high": 0.0}
    assert net_in_words(price_only, other, language("en")).startswith(
        "Net for the municipality 0\u00a0DKK over"
    )


def test_shares_differ_in_points_and_what_holds_can_be_seen(contrasts):
    clinic = {one.key: one for one in outcomes_of(contrasts.others[1], language("en"))}
    share = clinic["clinic_share"]
    assert share.value(0.25) == "25.0\u00a0%"
    assert share.difference(-0.105).replace("\N{MINUS SIGN}", "-") == "-10.5 points"


def test_one_replication_is_drawn_without_bounds(contrasts):
    tree = json.loads(json.dumps(contrasts.tree))
    for of in tree["differences"]:
        for one in (of["total"], *of["teams"]):
            for figure in one.values():
                if isinstance(figure, dict):
                    figure["difference"] |= {"low": None, "high": None}
                    figure |= {"p": None, "p_holm": None, "holds": None, "variance_removed": None}
    single = contrasts._replace(
        tree=tree,
        others=tuple(
            other._replace(tree=of)
            for other, of in zip(contrasts.others, tree["differences"], strict=True)
        ),
    )
    assert all("interval" not in drawing for _, drawing in drawings(single, language("en")))
    assert all(one.money for one in answers(single, language("en")))


def test_a_folder_without_a_comparison_is_refused(tmp_path):
    with pytest.raises(ResultsError, match="holds no comparison that can be read"):
        write_comparison_report(tmp_path)
