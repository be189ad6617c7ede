"""The page is one whole, well-formed file that loads nothing and runs one script of its own."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from sim.reporting.run.report import write_report

VOID = {"meta", "input", "br", "link", "img", "hr"}


class Reader(HTMLParser):
    """Checks that every element is closed in turn, and notes what it sees."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.tags = Counter()
        self.attributes = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def values(self, name):
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module", params=["plain", "whole"])
def folder(request, results_folder, whole_folder):
    if request.param == "whole":
        return whole_folder
    plain = results_folder()
    write_report(plain)
    return plain


@pytest.fixture(scope="module")
def page(folder):
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reader(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_the_page_names_no_other_place(page):
    assert not re.findall(r"https?:|//[a-z]|@import|url\((?!#)", page)


def test_every_element_is_closed_in_turn(reader):
    assert reader.open == []


def test_nothing_is_loaded_and_only_the_script_of_the_policy_runs(reader, page):
    assert not {"link", "iframe", "object", "img", "image"} & set(reader.tags)
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert all(link.startswith(("data:text/csv", "#")) for link in reader.values("href"))
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert reader.tags["script"] == 1


def test_every_place_that_is_linked_is_there(reader):
    within = {link[1:] for link in reader.values("href") if link.startswith("#")}
    assert within <= set(reader.values("id"))


def test_no_identity_stands_twice(reader):
    assert max(Counter(reader.values("id")).values()) == 1


HIDDEN = 'aria-hidden="true"><svg |<svg aria-hidden="true"'


def test_every_drawing_is_described_or_hidden_and_no_column_is_without_scope(reader, page):
    described = reader.values("role").count("img")
    assert reader.tags["svg"] == described + len(re.findall(HIDDEN, page))
    assert all(reader.values("aria-label"))
    assert reader.tags["th"] == len(reader.values("scope"))


def test_every_figure_is_drawn_once_a_language_with_its_numbers(reader, folder):
    links = [link for link in reader.values("href") if link.startswith("data:")]
    drawings = list((folder / "figures").iterdir())
    # In each language also the teams and the numbers of the scenario.
    assert len(links) - 2 * 2 == reader.tags["figure"] == len(drawings)
    of_figures = [link for link in links if "key" not in link.partition("%0A")[0]]
    assert len(of_figures) == len(links) - 2
    assert all(unquote(link).count("\n") > 2 for link in of_figures)


def test_each_part_says_its_language(reader):
    assert Counter(reader.values("lang"))["da"] == 2  # the part, and the way to it
    assert ("html", "lang", "en") in reader.attributes


def test_the_page_opens_in_the_language_asked_for(results_folder):
    folder = results_folder()
    write_report(folder, language="da")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="da">' in page
    assert '<div class="part" id="da" lang="da"' in page
    assert '<div class="part later" id="en" lang="en"' in page


def test_each_figure_file_is_xml_without_other_places(folder):
    for path in (folder / "figures").iterdir():
        text = path.read_text(encoding="utf-8")
        ET.fromstring(text)  # noqa: S314 -- our own file
        assert set(re.findall(r'https?://[^"]*', text)) == {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
