"""Every text of every drawing lies on its sheet, whatever the language, shape and names."""

import re

import pytest
from drawn import assert_apart, assert_on_the_sheet, texts

from sim.reporting.figures.drawing.look import SHAPES
from sim.reporting.figures.drawing.svg import svg
from sim.reporting.results.results import read_results
from sim.reporting.run.figures.listed import figures_of
from sim.reporting.words.language import language


def drawings(results, code):
    for one in figures_of(results):
        for shape in SHAPES:
            figure = one.draw(results, language(code), shape)
            yield shape, svg(figure, "test", one.name)


@pytest.mark.parametrize("code", ["en", "da"])
def test_texts_stay_on_the_sheet_and_do_not_run_into_each_other(whole, code):
    for shape, drawing in drawings(whole, code):
        assert_on_the_sheet(drawing, shape)
        assert_apart(drawing)


def test_long_names_and_many_teams_stay_on_the_sheet(results_folder):
    teams = ("Hjemmeplejen i Store Rørbæk og omegn " * 2, *(f"Team {n}" for n in range(20)))
    for _, drawing in drawings(read_results(results_folder(teams=teams)), "da"):
        width = float(re.search(r'viewBox="([^"]*)"', drawing)[1].split()[2])
        assert all(left >= -1 and right <= width + 1 for _, left, right, _ in texts(drawing))
