"""A sheet to draw on, in pixels from the top left, with what every drawing puts on it.

Colours and letters are in `look.py`, the width of words in `lettering.py`.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from sim.reporting.figures.drawing.lettering import plain_letters, text_width
from sim.reporting.figures.drawing.look import BAND_EDGE, BANDS, INK, LINE, QUIET

DOTS_PER_INCH: Final = 72.0
RING: Final = 1.6
"""Width of the line round a hollow dot."""

Side = Literal["left", "center", "right"]


class KeyEntry(NamedTuple):
    """One entry of a key: a swatch and what it stands for."""

    kind: Literal["band", "line", "thick", "dot", "ring", "diamond", "upright", "dashed"]
    colour: str
    text: str


class Sheet:
    """A figure of a size in pixels, measured from its top left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        size = (width / DOTS_PER_INCH, height / DOTS_PER_INCH)
        self.figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor="none")

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Open a frame for data: no box, no tick marks."""
        bottom = self.height - top - height
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place, facecolor="none")
        axes.tick_params(length=0, labelcolor=QUIET)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes

    def text(  # noqa: PLR0913 -- where, what and how
        self,
        place: tuple[float, float],
        words: str,
        size: float,
        *,
        colour: str = INK,
        side: Side = "left",
        bold: bool = False,
    ) -> None:
        """Write words with their baseline at a place [pixels from the left and the top]."""
        self.figure.text(
            place[0] / self.width,
            1 - place[1] / self.height,
            plain_letters(words),
            fontsize=size,
            color=colour,
            ha=side,
            va="baseline",
            weight="bold" if bold else "normal",
        )

    def bar(self, place: tuple[float, float], size: tuple[float, float], colour: str) -> None:
        """Draw a bar to the right of a place, so long and so tall, centred on its height."""
        corner = (place[0] / self.width, 1 - (place[1] + size[1] / 2) / self.height)
        length, tall = size[0] / self.width, size[1] / self.height
        self.figure.add_artist(Rectangle(corner, length, tall, color=colour, linewidth=0))

    def upright(self, place: tuple[float, float], tall: float, colour: str) -> None:
        """Draw a short upright line, its middle at a place."""
        across, middle = place[0] / self.width, 1 - place[1] / self.height
        half = tall / 2 / self.height
        line = Line2D([across, across], [middle - half, middle + half], color=colour, linewidth=2)
        line.set_solid_capstyle("butt")
        self.figure.add_artist(line)

    def rule(self, place: tuple[float, float], width: float, colour: str) -> None:
        """Draw a thin line across, its left end at a place."""
        height = 1 - place[1] / self.height
        across = [place[0] / self.width, (place[0] + width) / self.width]
        self.figure.add_artist(Line2D(across, [height, height], color=colour, linewidth=1.0))

    def key(self, entries: Sequence[KeyEntry], top: float, size: float) -> None:
        """Explain the marks in a row of swatches that wraps, its first line at `top`."""
        for entry, (left, line) in zip(
            entries, _key_places(entries, self.width, size), strict=True
        ):
            middle = top + line * size * LINE + size * 0.5
            self._swatch(entry, (left, middle), size)
            self.text((left + 1.9 * size, middle + size * 0.36), entry.text, size, colour=QUIET)

    def _swatch(self, entry: KeyEntry, place: tuple[float, float], size: float) -> None:
        """Draw the mark of a key's entry, its left end at a place."""
        left, right = place[0] / self.width, (place[0] + 1.5 * size) / self.width
        middle = 1 - place[1] / self.height
        if entry.kind == "band":
            tall = size * 0.8 / self.height
            self.figure.add_artist(
                Rectangle(
                    (left, middle - tall / 2),
                    right - left,
                    tall,
                    fc=entry.colour,
                    ec=BAND_EDGE if entry.colour in BANDS else "none",
                    linewidth=0.8,
                )
            )
        elif entry.kind in {"dot", "ring", "diamond"}:
            marker, width = ("D", 9.0) if entry.kind == "diamond" else ("o", 6.5)
            mark = Line2D([(left + right) / 2], [middle], color=entry.colour)
            mark.set(marker=marker, markersize=width, markeredgewidth=0)
            if entry.kind == "ring":
                mark.set(markerfacecolor="white", markeredgewidth=RING)
            self.figure.add_artist(mark)
        elif entry.kind == "upright":
            self.upright((place[0] + 0.75 * size, place[1]), size, entry.colour)
        else:
            width = 4.0 if entry.kind == "thick" else 1.8
            line = Line2D([left, right], [middle, middle], color=entry.colour, linewidth=width)
            line.set(solid_capstyle="butt", linestyle="--" if entry.kind == "dashed" else "-")
            self.figure.add_artist(line)


def key_height(entries: Sequence[KeyEntry], width: float, size: float) -> float:
    """Height that a key takes [pixels]."""
    places = _key_places(entries, width, size)
    return (places[-1][1] + 1) * size * LINE if places else 0.0


def _key_places(entries: Sequence[KeyEntry], width: float, size: float) -> list[tuple[float, int]]:
    """Left end [pixels] and line of each entry."""
    places: list[tuple[float, int]] = []
    left, line = 0.0, 0
    for entry in entries:
        length = 1.9 * size + text_width(entry.text, size)
        if left > 0 and left + length > width:
            left, line = 0.0, line + 1
        places.append((left, line))
        left += length + 1.6 * size
    return places
