"""A name is shown and never obeyed, by a browser, a formula editor or a spreadsheet."""

from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from sim.reporting.run.report import write_report

NAMES = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "=1+1",
    "{{ 7*7 }} {count}",
    "$x^2$ \\frac",
    "-->]]>&amp;",
)


@pytest.fixture(scope="module")
def folder(results_folder):
    folder = results_folder(teams=NAMES, courses=("<b>bold</b>", 'a"b'))
    write_report(folder)
    return folder


def test_a_script_in_a_name_stays_text(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1  # the page's own
    assert "<svg onload" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_a_name_is_neither_template_nor_formula(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }} {count}" in page
    assert "$x^2$ \\frac" in page


def test_figures_stay_well_formed(folder):
    for path in (folder / "figures").iterdir():
        words = " ".join(ET.fromstring(path.read_text(encoding="utf-8")).itertext())  # noqa: S314 -- our own file
        assert "weeks" in words or "uger" in words or "DKK" in words or "kr." in words


def test_a_name_like_a_formula_is_disarmed_in_the_numbers(folder):
    page = unquote((folder / "report.html").read_text(encoding="utf-8"))
    assert "\n'=1+1," in page
    assert "\n=1+1" not in page
