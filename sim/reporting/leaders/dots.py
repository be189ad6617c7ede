"""The teams as dots on one axis, each with one band: 9 of 10 years.

Places are shares of the axis in per cent, so that one drawing fits a phone and a wall. Nothing is
drawn by Matplotlib here: a server can show it in a request.
"""

from typing import NamedTuple

from sim.reporting.leaders.screen import Screen, ScreenAccount
from sim.reporting.leaders.words import cause_in_words, in_ten, share_in_words
from sim.reporting.words.language import Language

_ROOM = 0.04
"""Share of the axis that is left free at its ends."""


class Dot(NamedTuple):
    """A team's row: places in per cent of the axis, and the words beside it."""

    team: str
    at: float
    band: tuple[float, float] | None  # left end and width
    amount: str
    share: str
    in_ten: str
    cause: str
    account: ScreenAccount


class Dots(NamedTuple):
    """The chart: its rows worst first, where zero is, and the ends of the axis."""

    rows: list[Dot]
    total: Dot
    zero: float
    low: str
    high: str

    @property
    def has_bands(self) -> bool:
        """Whether any team has a band."""
        return any(row.band for row in self.rows)


def dots_of(screen: Screen, language: Language) -> Dots:
    """Place every team on the axis."""
    low, high = _ends(screen)

    def at(dkk: float) -> float:
        return round(100 * (dkk - low) / (high - low), 2)

    def row(account: ScreenAccount, *, is_drawn: bool = True) -> Dot:
        band = account.band if is_drawn else None
        return Dot(
            language.name(account.team),
            at(account.deviation_dkk),
            None if band is None else (at(band.low), round(at(band.high) - at(band.low), 2)),
            language.round_money(account.deviation_dkk, signed=True),
            share_in_words(account.share, language),
            in_ten(screen, account, language),
            cause_in_words(account, language),
            account,
        )

    ends = language.amounts(low, high, signed=True)
    return Dots(
        rows=[row(team) for team in screen.worst_first],
        total=row(screen.total, is_drawn=False),
        zero=at(0.0),
        low=ends[0],
        high=ends[1],
    )


def _ends(screen: Screen) -> tuple[float, float]:
    """Ends of the axis [DKK], with zero on it."""
    seen = [0.0]
    for team in screen.teams:
        seen += [team.deviation_dkk, *(team.band or ())]
    room = _ROOM * (max(seen) - min(seen)) or 1.0
    return min(seen) - room, max(seen) + room
