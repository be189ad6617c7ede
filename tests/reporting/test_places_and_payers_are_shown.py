"""Offers on the page: a panel each, a table, a sentence, and who pays."""

import re
from urllib.parse import unquote

import numpy as np
import pytest
from small_scenarios import OFFERS

from sim.experiments.comparison.compare import compare
from sim.experiments.running.simulate import simulate
from sim.reporting.comparison.report import write_comparison_report
from sim.reporting.figures.drawing.look import SHAPES
from sim.reporting.figures.offers import LONGEST_FIRST, drawn_offers, offers_by_week
from sim.reporting.results.offers import offer_rows, offer_weeks, payer_rows_of
from sim.reporting.results.results import read_results
from sim.reporting.run.figures import places_by_week
from sim.reporting.run.figures.listed import figures_of
from sim.reporting.run.report import write_report
from sim.reporting.words.language import language
from sim.scenario.reading import load_scenario

ENGLISH = language("en")


def ran(place, text, name="offers"):
    (place / f"{name}.toml").write_text(text, encoding="utf-8")
    scenario = load_scenario(place / f"{name}.toml")
    return simulate(scenario, replications=3, engine="simpy", workers=1, out=place / "out")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = ran(tmp_path_factory.mktemp("shown"), OFFERS).folder
    write_report(found)
    return found


@pytest.fixture(scope="module")
def results(folder):
    return read_results(folder)


def test_the_page_has_both_sections_in_both_languages(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    for words in (
        "Places: who has one, who waits",
        "Pladser: hvem har en, og hvem venter",
        "Who pays",
        "Hvem betaler",
        "Basis cost, thousand DKK",
        "Basisomkostninger, tusind kr.",
    ):
        assert words in page
    assert (folder / "figures" / "places_by_week.en.svg").is_file()
    assert (folder / "figures" / "places_by_week.da.svg").is_file()


def test_a_path_of_weeks_is_that_of_the_table(results):
    birk = offer_weeks(results)[0]
    row = offer_rows(results)[0]
    assert birk.team == row.team == "Birk"
    assert birk.places.tolist() == [8.0] * 26
    assert birk.in_care.shape == birk.waiting.shape == (3, 26)
    assert np.mean(birk.in_care) / 8 == pytest.approx(row.occupancy.mean)
    assert np.mean(birk.waiting) == pytest.approx(row.waiting.mean)


def test_the_sentence_says_how_full_they_are_and_where_the_wait_is_longest(results):
    rows = offer_rows(results)
    taken = sum(row.places * row.occupancy.mean for row in rows)
    share = 100 * taken / sum(row.places for row in rows)
    longest = max(rows, key=lambda row: row.wait_weeks.mean)
    said = places_by_week.FIGURE.reading(results, ENGLISH).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(f"{share:.1f} % of the ")
    assert f"longest at {longest.team}: {longest.wait_weeks.mean:.1f} weeks" in said


def test_payers_come_with_the_largest_first(results):
    paid = [row.revenue_dkk.mean for row in payer_rows_of(results)]
    assert paid == sorted(paid, reverse=True)
    assert len(paid) == 2


def test_the_csv_has_every_week_of_every_offer(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall(r'href="data:text/csv[^"]*"', page)]
    mine = next(link for link in links if "team,measure,week,iso_week,places" in link)
    assert len(mine.strip('"').strip().splitlines()) == 1 + 2 * 2 * 26


MANY = re.sub(
    r"\[\[team\]\].*?\[queue\]",
    "".join(
        f'[[team]]\nname = "Offer {n}"\ninflow_per_week = {0.2 + 0.1 * n:.1f}\nplaces = 3\n'
        for n in range(LONGEST_FIRST + 2)
    )
    + "[queue]",
    OFFERS,
    flags=re.DOTALL,
).replace("weeks = 26", "weeks = 8")


def test_of_many_offers_those_with_the_longest_queues_are_drawn(tmp_path):
    results = read_results(ran(tmp_path, MANY).folder)
    drawn = {series.name for series in drawn_offers(results, ENGLISH)}
    queue = sorted(offer_rows(results), key=lambda row: -row.waiting.mean)
    assert drawn == {row.team for row in queue[:LONGEST_FIRST]}
    assert "the 12 with the longest queues" in places_by_week.FIGURE.note(results, ENGLISH)
    for shape in SHAPES:
        assert offers_by_week(results, ENGLISH, shape).axes


def test_an_offer_that_nobody_waits_for_is_told_in_words(tmp_path):
    roomy = OFFERS.replace("places = 8", "places = 900").replace("value = 4 }", "value = 900 }")
    roomy = roomy.replace("value = 6 }", "value = 900 }").replace("value = 9 }", "value = 900 }")
    results = read_results(ran(tmp_path, roomy).folder)
    assert places_by_week.FIGURE.reading(results, ENGLISH).endswith("Nobody has to wait.")
    assert places_by_week.FIGURE.note(results, ENGLISH) == ""
    assert places_by_week.FIGURE in figures_of(results)


def test_a_comparison_shows_offers_and_payers(tmp_path):
    for name, places in (("eight", 8), ("seven", 7)):
        text = OFFERS.replace("places = 8", f"places = {places}")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    paths = [tmp_path / "eight.toml", tmp_path / "seven.toml"]
    found = compare(paths, replications=2, engine="simpy", workers=1, out=tmp_path)
    write_comparison_report(found.folder)
    page = (found.folder / "report.html").read_text(encoding="utf-8")
    assert "Birk: places occupied" in page
    assert "Ask: ventetid, uger" in page
    assert "Syd Kommune" in page
