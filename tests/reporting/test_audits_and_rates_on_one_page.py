"""An audit and rates have a page: a sentence and a small chart a lever, and rates beside costs."""

import re

import pytest
from test_report_opens_offline import Reader

from sim.reporting.audit.charts import lever_chart
from sim.reporting.words.language import language


@pytest.fixture(scope="module")
def pages(written_pages):
    """Both pages of a small scenario, as the commands write them in Danish."""
    return {
        command: (written_pages / command / "report.html").read_text("utf-8")
        for command in ("audit", "rates")
    }


@pytest.mark.parametrize("command", ["audit", "rates"])
def test_the_page_is_whole_and_opens_in_danish(pages, command):
    reader = Reader()
    reader.feed(pages[command])
    reader.close()
    assert reader.open == []
    assert not re.findall(r"https?:|//[a-z]|@import|url\((?!#)", pages[command])
    assert '<html lang="da">' in pages[command]
    assert reader.tags["th"] == len(reader.values("scope"))


def test_every_lever_has_one_chart_with_every_tariff_and_a_sentence_for_each(pages):
    danish = pages["audit"].split('<div class="part later"')[0]
    charts = re.findall(r'<svg viewBox="0 0 300 150".*?</svg>', danish, flags=re.DOTALL)
    assert len(charts) == danish.count('id="da-lever-') > 2
    assert all(chart.count("<polyline") == 2 for chart in charts)
    assert danish.count("Økonomien alene") == 2 * len(charts) + len(charts)  # and read aloud


def test_a_chart_of_a_lever_says_its_amounts_as_the_sentences_do():
    chart = lever_chart([row(-1_343_200.0, 3_454_000.0)], language("da"))
    assert (chart.least, chart.most) == ("−1,34\u00a0mio.\u00a0kr.", "+3,45\u00a0mio.\u00a0kr.")
    flat = lever_chart([row(0.0, 0.0)], language("da"))
    assert (flat.least, flat.most) == ("", "0\u00a0kr.")
    assert flat.zero == 67.0  # halfway between 22 and 112


def row(low, high):
    """A lever along which a team gains from one amount to another."""
    curve = [{"value": 1.0, "surplus_dkk": low}, {"value": 2.0, "surplus_dkk": high}]
    best = {"best_response": 2.0, "team_gain_dkk_per_year": {"mean": high}}
    return {
        "tariff": "rates",
        "good_faith": 1.0,
        "in_good_faith": {"surplus_dkk": 0.0},
        "curve": curve,
        **best,
    }


def test_the_rate_that_balances_stands_beside_the_rate_now(pages):
    words = re.sub(r"<[^>]*>", " ", pages["rates"]).replace("\u00a0", " ")
    # The hours of a week cost 2,685 kr.: 2,685 / 2,700 - 1 = -0.6 %.
    assert re.search(r"udvikling +12,0 +2\.685 +2\.700 pr\. uge +2\.685 pr\. uge +−0,6 %", words)
