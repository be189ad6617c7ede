"""A Danish page has titles and labels in Danish, and no English word, key or file stem on it."""

import re
from html.parser import HTMLParser

import pytest
from danish_words import danish
from small_scenarios import THREE_COURSES

from sim.experiments.running.simulate import simulate
from sim.reporting.run.report import write_report
from sim.scenario.reading import load_scenario

LABELS = {
    'name = "Nord"': 'name = "Nord"\nlabel = { da = "Hold Nord", en = "North" }',
    'name = "development"': 'name = "development"\nlabel = { da = "Genoptræning", en = "Rehab" }',
}
OF_NEITHER = {"forloeb", "explain", "run", "toml", "csv", "weeks", "seed", "replications", "verify"}
"""Commands and their options, which are the same in every language."""


class DanishText(HTMLParser):
    """Every text of the Danish part, drawings too, but for commands to be copied."""

    def __init__(self):
        super().__init__()
        self.within, self.left_out, self.texts = None, 0, []

    def handle_starttag(self, tag, attrs):
        lang = dict(attrs).get("lang")
        if tag == "div" and lang:
            self.within = lang
        self.left_out += tag in {"pre", "script", "style"} or (tag == "a" and lang is not None)
        if self.within == "da" and dict(attrs).get("aria-label"):
            self.texts.append(dict(attrs)["aria-label"])

    def handle_endtag(self, tag):
        if tag in {"pre", "script", "style"}:
            self.left_out -= 1
        if tag == "a":
            self.left_out = 0

    def handle_data(self, data):
        if self.within == "da" and not self.left_out:
            self.texts.append(data)


def words_of(text):
    return set(re.findall(r"[a-zæøå]{3,}", text.lower()))


def english_only():
    """Words of the English messages that no Danish one has."""
    english, translated = set(), set()
    for message in danish():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        english |= {word for one in ids for word in words_of(re.sub(r"\{\w+\}", " ", one))}
        translated |= {word for one in said for word in words_of(one)}
    return english - translated - OF_NEITHER


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("labels")
    text = THREE_COURSES
    for plain, labelled in LABELS.items():
        assert plain in text
        text = text.replace(plain, labelled, 1)
    title = 'title = { da = "En lille by", en = "A small town" }\n'
    (place / "small_town.toml").write_text(title + text, encoding="utf-8")
    scenario = load_scenario(place / "small_town.toml")
    folder = simulate(scenario, replications=10, engine="simpy", workers=1, out=place).folder
    write_report(folder, language="da")
    return folder


def test_a_danish_page_has_no_english_word_no_key_and_no_file_stem(run_folder):
    reader = DanishText()
    reader.feed((run_folder / "report.html").read_text("utf-8"))
    text = " ".join(reader.texts)
    assert len(text) > 2_000
    assert words_of(text) & english_only() == set()
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", text) == []


@pytest.mark.parametrize("study", ["search", "sensitivity", "worth"])
def test_nor_has_the_danish_page_of_a_study(written_pages, study):
    (path,) = written_pages.glob(f"{study}-*/report.html")
    reader = DanishText()
    reader.feed(path.read_text("utf-8"))
    text = " ".join(reader.texts)
    assert "En by" in text
    assert words_of(text) & english_only() == set()
    assert re.findall(r"\b[a-z]+[_.][a-z_]+\b", text) == []


def test_nor_has_the_danish_page_of_fits(written_pages):
    reader = DanishText()
    reader.feed((written_pages / "fits" / "report.html").read_text("utf-8"))
    text = " ".join(reader.texts)
    assert "Varigheder, der afhænger af afgangen" in text
    assert words_of(text) & english_only() == set()
    # What is neither is the municipality's own: the names of its files.
    assert set(re.findall(r"\b[a-z]+[_.][a-z_]+\b", text)) <= {"spells.csv", "weeks.csv"}


def test_titles_and_labels_are_those_of_the_language(run_folder):
    page = (run_folder / "report.html").read_text("utf-8")
    danish_part, english_part = page.split('<div class="part later"')
    assert "<title>En lille by – Forløb</title>" in danish_part
    assert {"Hold Nord", "Genoptræning"} <= set(re.findall(r"Hold Nord|Genoptræning", danish_part))
    assert "A small town" in english_part
    assert "North" in english_part
    assert "Rehab" in english_part


def test_labels_and_titles_decide_nothing(tmp_path):
    text = THREE_COURSES
    for plain, labelled in LABELS.items():
        text = text.replace(plain, labelled, 1)
    pair = []
    for name, written in (("plain", THREE_COURSES), ("labelled", text)):
        (tmp_path / f"{name}.toml").write_text(written, encoding="utf-8")
        pair.append(load_scenario(tmp_path / f"{name}.toml").determinants)
    assert pair[0] == pair[1]
