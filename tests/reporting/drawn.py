"""What is asked of every drawing: its texts lie on the sheet and apart, money is in company."""

import re
from xml.etree import ElementTree as ET

from sim.reporting.figures.drawing.lettering import text_width

STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def texts(drawing):
    """Left and right end and baseline of each text [pixels]."""
    sheet = ET.fromstring(drawing)  # noqa: S314 -- our own drawing
    for one in sheet.iter("text"):
        look, words = one.get("style") or "", "".join(one.itertext())
        own = re.search(r"font-size: ?([\d.]+)px", look)
        size = float(own[1] if own else sheet.get("font-size"))
        anchor = re.search(r"text-anchor: ?(\w+)", look)
        width = text_width(words, size, bold="bold" in look or "700" in look)
        left = float(one.get("x")) - width * STARTS[anchor[1] if anchor else "start"]
        yield words, left, left + width, float(one.get("y"))


def assert_on_the_sheet(drawing, shape):
    """Every text lies on the sheet, which is as wide as its shape."""
    _, _, width, height = map(float, re.search(r'viewBox="([^"]*)"', drawing)[1].split())
    assert width == shape.width
    for words, left, right, base in texts(drawing):
        assert left >= -1, words
        assert right <= width + 1, words
        assert 0 <= base <= height, words


def assert_apart(drawing):
    """No two texts on one line run into each other."""
    found = sorted(texts(drawing), key=lambda text: text[1])
    for number, (words, _, right, base) in enumerate(found):
        for other, left, _, level in found[number + 1 :]:
            assert abs(base - level) > 4 or right <= left + 1, (words, other)


def assert_outcomes_stand_beside(drawing, own):
    """The first outcome besides money is written on a drawing in a language."""
    first_words = own.say("self-reliant a year").split(" ")[0]
    assert any(words.startswith(first_words) for words, *_ in texts(drawing))
