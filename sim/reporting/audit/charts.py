"""A small chart a lever: what teams gain in a year along it, the tariffs over each other.

Drawn by hand as SVG in a view box of 300 by 150, small enough for a phone and cheap enough for a
server.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.reporting.words.language import Language

_LEFT: Final = 8.0
_RIGHT: Final = 292.0
_TOP: Final = 22.0
_BOTTOM: Final = 112.0

Row = Mapping[str, Any]


class Curve(NamedTuple):
    """A tariff's line, where the best response for money alone lies on it, and its look."""

    tariff: str
    points: str
    best: tuple[float, float]
    look: int


class LeverChart(NamedTuple):
    """The chart of one lever: its curves, and what stands at its edges."""

    curves: list[Curve]
    zero: float
    good_faith: float
    low: str
    high: str
    least: str
    most: str


def lever_chart(rows: Sequence[Row], words: Language) -> LeverChart:
    """Place the curves of one lever under every tariff that was audited."""
    gains = [_gains(row) for row in rows]
    flat = [0.0, *(dkk for line in gains for _, dkk in line)]
    across = [at for line in gains for at, _ in line]
    low, high = min(across), max(across)
    least, most = min(flat), max(flat)
    said = words.amounts(least, most, signed=True)
    if least == most:  # nothing is gained anywhere: the line lies in the middle
        least, most, said[0] = -1.0, 1.0, ""

    def place(at: float, dkk: float) -> tuple[float, float]:
        right = (at - low) / ((high - low) or 1.0)
        down = (most - dkk) / ((most - least) or 1.0)
        return (
            round(_LEFT + right * (_RIGHT - _LEFT), 1),
            round(_TOP + down * (_BOTTOM - _TOP), 1),
        )

    curves = [
        Curve(
            words.name(str(row["tariff"])),
            " ".join("{:g},{:g}".format(*place(at, dkk)) for at, dkk in line),
            place(row["best_response"], row["team_gain_dkk_per_year"]["mean"]),
            number,
        )
        for number, (row, line) in enumerate(zip(rows, gains, strict=True))
    ]
    return LeverChart(
        curves=curves,
        zero=place(low, 0.0)[1],
        good_faith=place(rows[0]["good_faith"], 0.0)[0],
        low=words.plain_numbers([round(low, 2)]),
        high=words.plain_numbers([round(high, 2)]),
        least=said[0],
        most=said[1],
    )


def _gains(row: Row) -> list[tuple[float, int]]:
    """What teams gain over good faith at every value of a lever, in whole DKK a year."""
    base = row["in_good_faith"]["surplus_dkk"]
    return [(point["value"], round(point["surplus_dkk"] - base)) for point in row["curve"]]
