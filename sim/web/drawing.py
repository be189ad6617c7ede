"""The teams' dots as a drawing of its own, to be put into a slide: what the page shows as a table.

Nothing is drawn by Matplotlib here, so that it can be asked for in a request.
"""

from html import escape
from typing import Final

from sim.reporting.leaders.dots import Dot, Dots
from sim.reporting.words.language import Language

_ROW: Final = 26
_NAMES, _AXIS, _AMOUNTS = 190, 480, 150
_TOP: Final = 64
_FONT: Final = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


def dots_drawing(dots: Dots, title: str, language: Language) -> str:
    """An SVG document with a row a team, worst first."""
    height = _TOP + _ROW * len(dots.rows) + 30
    width = _NAMES + _AXIS + _AMOUNTS
    ends = language.say("{low} to {high}", low=dots.low, high=dots.high)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{_text(title)}" font-family="{_FONT}" font-size="14" fill="#1f2933">'
    )
    parts = [
        opening,
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="8" y="28" font-size="17" font-weight="bold">{_text(title)}</text>',
        f'<text x="{_NAMES}" y="50" fill="#52606d">{_text(ends)}</text>',
        *(_row(row, number, dots.zero) for number, row in enumerate(dots.rows)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _row(row: Dot, number: int, zero: float) -> str:
    top = _TOP + _ROW * number
    middle = top + _ROW / 2
    band = ""
    if row.band is not None:
        left, wide = row.band
        band = (
            f'<rect x="{_at(left)}" y="{top + 7}" width="{wide * _AXIS / 100:.1f}" height="12" '
            'fill="#c6ddec" stroke="#5f8bab"/>'
        )
    return (
        f'<text x="8" y="{middle + 5}">{_text(row.team)}</text>'
        f'<line x1="{_at(zero)}" x2="{_at(zero)}" y1="{top}" y2="{top + _ROW}" stroke="#3e4c59"/>'
        f'{band}<circle cx="{_at(row.at)}" cy="{middle}" r="5" fill="#0b4a73"/>'
        f'<text x="{_NAMES + _AXIS + 12}" y="{middle + 5}">{_text(row.amount)}</text>'
    )


def _at(percent: float) -> str:
    return f"{_NAMES + percent * _AXIS / 100:.1f}"


def _text(text: str) -> str:
    """Words without what would break the drawing."""
    return escape("".join(letter if letter.isprintable() else " " for letter in text))
