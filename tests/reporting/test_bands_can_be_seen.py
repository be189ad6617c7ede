"""A band is told from the paper by its edge, on every page and in every drawing."""

import re
from pathlib import Path

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from sim.reporting.figures.drawing.axes import draw_fan
from sim.reporting.figures.drawing.look import BAND_EDGE
from sim.reporting.figures.drawing.svg import svg
from sim.reporting.page.templating import TEMPLATES
from sim.reporting.results.fans import fan

LEAST = 3.0  # WCAG 2.2, 1.4.11


def brightness(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast_on_white(colour):
    return 1.05 / (brightness(colour) + 0.05)


def test_black_and_white_are_told_apart_as_far_as_can_be():
    assert contrast_on_white("#000000") == 21.0
    assert contrast_on_white("#ffffff") == 1.0


def test_the_bands_of_a_fan_have_an_edge_that_can_be_seen():
    figure = Figure()
    axes = figure.add_subplot()
    draw_fan(axes, np.arange(4.0), fan(np.arange(240.0).reshape(60, 4)))
    drawn = svg(figure, "test", "a fan").lower()
    assert drawn.count(f"stroke:{BAND_EDGE.lower()}") == 2
    assert contrast_on_white(BAND_EDGE) >= LEAST


def test_the_bands_of_the_teams_have_an_edge_that_can_be_seen():
    css = (Path(TEMPLATES) / "report.css").read_text(encoding="utf-8")
    (edge,) = re.findall(r"\.band\{[^}]*stroke:(#\w+)", css)
    assert contrast_on_white(edge) >= LEAST
