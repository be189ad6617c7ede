"""The look of every drawing: colours, letters, and the two shapes that each one has.

Letters stay letters in the SVG (`svg.fonttype = "none"`): they can be read aloud, searched
and copied, and the file is a third of the size. The reader's own font then replaces ours.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple

import matplotlib as mpl

# Blue for surplus and vermilion for deficit: told apart by every common colour blindness
# (Okabe & Ito 2008); the darker tones are for letters, at 4.5:1 or more on white.
SURPLUS: Final = "#0072B2"
DEFICIT: Final = "#D55E00"
SURPLUS_WORD: Final = "#005A8C"
DEFICIT_WORD: Final = "#A84300"
DEFICIT_SIDE: Final = "#FDF1E8"
BAND_95: Final = "#C6DDEC"
BAND_50: Final = "#86B6D6"
BAND_99: Final = "#E3EEF6"
BANDS: Final = (BAND_99, BAND_95, BAND_50)
BAND_EDGE: Final = "#5F8BAB"
"""Edge of the pale bands: 3:1 on white and more, as WCAG 2.2 (1.4.11) asks of drawings."""
MEAN: Final = "#0B4A73"
RUN: Final = "#7BA7C4"
INK: Final = "#1F2933"
QUIET: Final = "#52606D"
GRID: Final = "#E4E7EB"
ZERO: Final = "#3E4C59"

LINE: Final = 1.45
"""Height of a line of text, in letters' size."""


class Shape(NamedTuple):
    """A reader's screen: widths and letters in pixels."""

    name: Literal["wide", "narrow"]
    width: float
    columns: int
    letters: float


WIDE: Final = Shape("wide", 860.0, 5, 13.0)
NARROW: Final = Shape("narrow", 340.0, 2, 12.0)
SHAPES: Final = (WIDE, NARROW)


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
            "lines.solid_capstyle": "butt",  # a line ends where its numbers do
            "path.simplify": False,
        }
    )
    with look, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield
