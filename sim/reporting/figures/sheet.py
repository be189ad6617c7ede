"""A sheet to draw on, in pixels from the top left, and the look of every figure.

Letters stay letters in the SVG (`svg.fonttype = "none"`): they can be read aloud, searched
and copied, and the file is a third of the size. The reader's own font then replaces ours.
Space is measured with DejaVu Sans, the widest of the usual screen fonts, so that a reader's
narrower one never runs into its neighbour.
"""

import functools
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

# Blue for surplus and vermilion for deficit: told apart by every common colour blindness
# (Okabe & Ito 2008); the darker tones are for letters, at 4.5:1 or more on white.
SURPLUS: Final = "#0072B2"
DEFICIT: Final = "#D55E00"
SURPLUS_WORD: Final = "#005A8C"
DEFICIT_WORD: Final = "#A84300"
DEFICIT_SIDE: Final = "#FDF1E8"
BAND_95: Final = "#C6DDEC"
BAND_50: Final = "#86B6D6"
MEAN: Final = "#0B4A73"
RUN: Final = "#7BA7C4"
CHANCE: Final = "#D9D9D9"
INK: Final = "#1F2933"
QUIET: Final = "#52606D"
GRID: Final = "#E4E7EB"
ZERO: Final = "#3E4C59"

DOTS_PER_INCH: Final = 72.0
LINE: Final = 1.45
"""Height of a line of text, in letters' size."""

Side = Literal["left", "center", "right"]


class Shape(NamedTuple):
    """A reader's screen: widths and letters in pixels."""

    name: Literal["wide", "narrow"]
    width: float
    columns: int
    letters: float


WIDE: Final = Shape("wide", 860.0, 5, 13.0)
NARROW: Final = Shape("narrow", 340.0, 2, 12.0)
SHAPES: Final = (WIDE, NARROW)


class KeyEntry(NamedTuple):
    """One entry of a key: a swatch and what it stands for."""

    kind: Literal["band", "line", "thick", "dot"]
    colour: str
    text: str


@contextmanager
def styled(salt: str = "forloeb") -> Iterator[None]:
    """Draw in the house look; a reader's font has the letters that ours lacks.

    Identities in the SVG are made from `salt`, so the bytes are the same every time.
    """
    look = mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": salt,
            "font.family": "DejaVu Sans",
            "text.parse_math": False,
            "text.usetex": False,
            "axes.unicode_minus": True,
            "axes.linewidth": 0.8,
            "path.simplify": False,
        }
    )
    with look, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


class Sheet:
    """A figure of so many pixels, measured from its top left corner."""

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
            plain(words),
            fontsize=size,
            color=colour,
            ha=side,
            va="baseline",
            weight="bold" if bold else "normal",
        )

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
                    (left, middle - tall / 2), right - left, tall, color=entry.colour, linewidth=0
                )
            )
        elif entry.kind == "dot":
            self.figure.add_artist(
                Line2D(
                    [(left + right) / 2], [middle], marker="o", ms=6.5, mew=0, color=entry.colour
                )
            )
        else:
            width = 4.0 if entry.kind == "thick" else 1.8
            line = Line2D([left, right], [middle, middle], color=entry.colour, linewidth=width)
            line.set_solid_capstyle("butt")
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


def plain(words: str) -> str:
    """Leave out the control characters that would break an SVG."""
    return "".join(letter for letter in words if letter.isprintable())


@functools.lru_cache(maxsize=4096)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Width of words in DejaVu Sans [pixels]."""
    letters = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    with styled():
        width, _, _ = text_to_path.get_text_width_height_descent(
            plain(words), letters, ismath=False
        )
    return float(width)


def shortened(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut words to a width, with an ellipsis where something was cut."""
    if text_width(words, size, bold=bold) <= width:
        return words
    for length in range(len(words) - 1, 0, -1):
        cut = words[:length].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
        if text_width(cut, size, bold=bold) <= width:
            return cut
    return "\N{HORIZONTAL ELLIPSIS}"
