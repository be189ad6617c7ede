"""Every text of every drawing lies on its sheet, whatever the language, shape and names."""

import re
from xml.etree import ElementTree as ET

import pytest

from sim.reporting.chance import Chance
from sim.reporting.figures import FIGURES, figures_of
from sim.reporting.figures.lettering import text_width
from sim.reporting.figures.look import SHAPES
from sim.reporting.figures.svg import svg
from sim.reporting.language import language
from sim.reporting.results import read_results

STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def texts(drawing):
    """Left and right end and baseline of each text [pixels]."""
    for one in ET.fromstring(drawing).iter("text"):  # noqa: S314 -- our own drawing
        look, words = one.get("style"), "".join(one.itertext())
        size = float(re.search(r"font-size: ([\d.]+)px", look)[1])
        anchor = re.search(r"text-anchor: (\w+)", look)
        width = text_width(words, size, bold="bold" in look or "700" in look)
        left = float(one.get("x")) - width * STARTS[anchor[1] if anchor else "start"]
        yield words, left, left + width, float(one.get("y"))


def drawings(results, code):
    for name in figures_of(results):
        for shape in SHAPES:
            figure = FIGURES[name](results, language(code), shape, Chance())
            yield shape, svg(figure, "test", name)


@pytest.mark.parametrize("code", ["en", "da"])
def test_texts_stay_on_the_sheet(whole, code):
    for shape, drawing in drawings(whole, code):
        _, _, width, height = map(float, re.search(r'viewBox="([^"]*)"', drawing)[1].split())
        assert width == shape.width
        for words, left, right, base in texts(drawing):
            assert left >= -1, words
            assert right <= width + 1, words
            assert 0 <= base <= height, words


@pytest.mark.parametrize("code", ["en", "da"])
def test_texts_on_one_line_do_not_run_into_each_other(whole, code):
    for _, drawing in drawings(whole, code):
        found = sorted(texts(drawing), key=lambda text: text[1])
        for number, (words, _, right, base) in enumerate(found):
            for other, left, _, level in found[number + 1 :]:
                assert abs(base - level) > 4 or right <= left + 1, (words, other)


def test_long_names_and_many_teams_stay_on_the_sheet(results_folder):
    teams = ("Hjemmeplejen i Store Rørbæk og omegn " * 2, *(f"Team {n}" for n in range(20)))
    for _, drawing in drawings(read_results(results_folder(teams=teams)), "da"):
        width = float(re.search(r'viewBox="([^"]*)"', drawing)[1].split()[2])
        assert all(left >= -1 and right <= width + 1 for _, left, right, _ in texts(drawing))
