"""Letters on a drawing: how wide words are, where they are cut and where they break.

Space is measured with DejaVu Sans, the widest of the usual screen fonts, so that a reader's
narrower one never runs into its neighbour.
"""

import functools

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sim.reporting.figures.drawing.look import styled


def plain_letters(words: str) -> str:
    """Leave out the control characters that would break an SVG; every blank is a plain one."""
    blanks = "".join(" " if letter.isspace() else letter for letter in words)
    return "".join(letter for letter in blanks if letter.isprintable())


@functools.lru_cache(maxsize=4096)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Width of words in DejaVu Sans [pixels]."""
    letters = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    with styled():
        width, _, _ = text_to_path.get_text_width_height_descent(
            plain_letters(words), letters, ismath=False
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


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break words into lines of a width; a word that is longer stands alone."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
