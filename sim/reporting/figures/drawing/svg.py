"""A figure as SVG text: the same bytes every time, small, and safe inside a page.

Matplotlib writes a document of its own with a date, addresses of standards, a style sheet
for every element and six decimals. All that goes; numbers keep a tenth of a pixel. Letters
from a planner are escaped by Matplotlib's writer and stay plain text here.
"""

import io
import itertools
import re
from collections import Counter
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from sim.reporting.figures.drawing.lettering import plain_letters
from sim.reporting.figures.drawing.look import INK, styled

FONTS: Final = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

_NO_METADATA: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}
_HEAD: Final = re.compile(r"^.*?<svg[^>]*viewBox=\"0 0 ([\d.]+) ([\d.]+)\"[^>]*>", re.DOTALL)
_METADATA: Final = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_SHEET: Final = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_IDENTITY: Final = re.compile(r' id="([^"]*)"')
_PATH: Final = re.compile(r'(?<= d=")[^"]*|(?<= x=")[^"]*|(?<= y=")[^"]*')
_LINE: Final = re.compile(r"[ML] -?[\d.]+ -?[\d.]+")
_LINES: Final = re.compile(r"M -?[\d.]+ -?[\d.]+(?: L -?[\d.]+ -?[\d.]+)+")
_NUMBER: Final = re.compile(r"-?\d+\.\d+")
_FONT: Final = re.compile(r"font: (bold |700 )?([\d.]+)px [^;\"]*")
_FAMILY: Final = re.compile(r"font-family: [^;\"]*;? ?")  # how Matplotlib 3.11 writes it
_UNTURNED: Final = re.compile(r" transform=\"rotate\(-?0 [^\"]*\)\"")
_EMPTY: Final = re.compile(r"<path d=\"[^\"]*\" style=\"fill: none\"/>")
_PLAIN_GROUP: Final = re.compile(r"<g>((?:[^<]|<(?!/?g\b)[^>]*>)*)</g>|<g/>")
_SPACE: Final = re.compile(r">\s+<")
_STYLE: Final = re.compile(r'(?<= style=")[^"]*')
_SIZE: Final = re.compile(r"font-size: ([\d.]+)px")


def svg(figure: Figure, salt: str, label: str) -> str:
    """Write a figure as an SVG element for a page; `label` is what is read aloud.

    `salt` names the drawing: identities made from it are unique on the page.
    """
    written = io.StringIO()
    with styled(salt):
        FigureCanvasSVG(figure)
        figure.savefig(written, format="svg", metadata=_NO_METADATA)
    text = written.getvalue()
    head = _HEAD.match(text)
    if head is None:
        message = "matplotlib wrote an SVG without a view box"
        raise RuntimeError(message)
    body = text[head.end() :]
    for unwanted in (_METADATA, _SHEET, _COMMENT):
        body = unwanted.sub("", body)
    body = _own_identities(body.replace("xlink:href", "href"))
    body = _PATH.sub(lambda path: _short(path[0]), body)
    body = _FAMILY.sub("", _FONT.sub(_font, body))
    body = _without_plain_groups(_SPACE.sub("><", _UNTURNED.sub("", body)))
    size = _usual_size(body)
    body = _STYLE.sub(lambda style: _terse(style[0], size), body)
    opening = (
        f'<svg viewBox="0 0 {_tenth(head[1])} {_tenth(head[2])}" role="img" '
        f"aria-label={quoteattr(plain_letters(label))} "
        f'font-family="{FONTS}" font-size="{size}" stroke-linejoin="round">'
    )
    return opening + body.strip()


def standalone(element: str, title: str) -> str:
    """Write an SVG element as a file of its own, with its title above the drawing."""
    width, height = _view_box(element)
    over, beside = 44.0, 16.0
    sheet = (width + 2 * beside, height + over + beside)
    opening = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{sheet[0]:g}" height="{sheet[1]:g}" '
        f'viewBox="{-beside:g} {-over:g} {sheet[0]:g} {sheet[1]:g}" '
    )
    background = f'<rect x="{-beside:g}" y="{-over:g}" width="100%" height="100%" fill="#fff"/>'
    heading = f'<text y="-16" font-size="17" font-weight="bold" fill="{INK}">'
    attributes, _, drawing = element.partition(" role=")[2].partition(">")
    linked = drawing.replace(' href="#', ' xlink:href="#')
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"{opening}role={attributes}>{background}{heading}{escape(plain_letters(title))}</text>"
        f"{linked}\n"
    )


def _own_identities(body: str) -> str:
    """Keep only the identities that something in the drawing points to."""
    used = set(re.findall(r"#([\w-]+)", body))
    return _IDENTITY.sub(lambda found: found[0] if found[1] in used else "", body)


def _without_plain_groups(body: str) -> str:
    """Take away groups that say nothing of what they hold, and lines that nobody sees."""
    body, found = _EMPTY.sub("", body), 1
    while found:
        body, found = _PLAIN_GROUP.subn(lambda group: group[1] or "", body)
    return body


def _usual_size(body: str) -> str:
    """Size that most letters of a drawing have [px]: the drawing says it once."""
    sizes = Counter(_SIZE.findall(body)).most_common(1)
    return str(sizes[0][0]) if sizes else "12"


def _terse(style: str, size: str) -> str:
    """Leave out of a style what holds without being said."""
    said = [part.strip().replace(": ", ":") for part in style.split(";")]
    return ";".join(
        part for part in said if part not in {"", f"font-size:{size}px", "text-anchor:start"}
    )


def _short(path: str) -> str:
    """Write a path or a place in tenths of a pixel; lines as steps from point to point."""
    written = " ".join(_NUMBER.sub(lambda number: _tenth(number[0]), path).split())
    return _LINES.sub(lambda lines: _as_steps(lines[0]), written)


def _as_steps(lines: str) -> str:
    """Write a run of lines as steps, which have fewer digits than places; no rounding adds up."""
    places = [
        [round(10 * float(number)) for number in line.split()[1:]] for line in _LINE.findall(lines)
    ]
    steps = [
        f"{_of_ten(x - x0)} {_of_ten(y - y0)}" for (x0, y0), (x, y) in itertools.pairwise(places)
    ]
    first = " ".join(_of_ten(number) for number in places[0])
    return f"M{first}l{' '.join(steps)}".replace(" -", "-")


def _of_ten(tenths: int) -> str:
    return f"{tenths / 10:g}"


def _tenth(number: str) -> str:
    """Round a written number to a tenth."""
    return f"{round(float(number), 1) + 0.0:g}"


def _font(found: re.Match[str]) -> str:
    """Keep a text's size and weight; the family is the whole drawing's."""
    weight = "font-weight: bold; " if found[1] else ""
    return f"{weight}font-size: {found[2]}px"


def _view_box(element: str) -> tuple[float, float]:
    """Width and height of an SVG element."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', element)
    if found is None:
        message = "the element has no view box"
        raise ValueError(message)
    return float(found[1]), float(found[2])
