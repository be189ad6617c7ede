"""The first screen as plain numbers: no folder, no file, no drawing.

Whoever has these numbers can show the screen: the report makes them of a results folder
(`of_results.py`), the leaders' web page of a job in memory. Use it so:

    screen = Screen(...)
    html = first_screen(screen, language("da"))     # `page.py`; imports no Matplotlib

Amounts are those of a year, or of the whole run where it is shorter (`years.py`).
"""

import math
from typing import Final, NamedTuple

from sim.experiments.summary.verdict import UNDECIDED, holds_balance, shown_verdict
from sim.reporting.leaders.years import WEEKS, years_in
from sim.reporting.words.intervals import WithNumbers

EVEN: Final = 0.5
"""Chance of a deficit that says nothing either way."""
CLEAR: Final = 0.05
"""How far the twin's exact chance must lie from the even one to be worth a warning (assumption)."""


class YearBand(NamedTuple):
    """Where 9 of 10 years fall [DKK]: their 5 and 95 % points."""

    low: float
    high: float

    @property
    def reach(self) -> float:
        """Half of its width: the normal variation to either side."""
        return (self.high - self.low) / 2


class ScreenAccount(NamedTuple):
    """One team, or all of them together, in a year."""

    team: str  # empty for all together
    deviation_dkk: float
    interval: tuple[float, float] | None  # 95 % of the mean; None after one run
    share: float | None  # of revenue; None where nothing is paid
    deficit_share: float  # of the simulated years that end below zero, 0-1
    band: YearBand | None  # None after too few years
    is_at_risk: bool
    verdict: str = UNDECIDED  # one of `VERDICTS`

    @property
    def in_ten(self) -> int:
        """In how many of 10 years there is a deficit."""
        return int(10 * self.deficit_share + 0.5)

    @property
    def balances(self) -> bool:
        """Whether the mean is known to be about zero."""
        return holds_balance(self.interval or (None, None), self.revenue_dkk)

    @property
    def revenue_dkk(self) -> float:
        """Revenue; without limit where there is no deviation to tell it by."""
        return self.deviation_dkk / self.share if self.share else math.inf

    @property
    def shown(self) -> str:
        """The verdict as readers are shown it."""
        return shown_verdict(self.verdict, self.interval or (None, None), self.revenue_dkk)


class Occupancy(NamedTuple):
    """How full the places are."""

    share: float
    places: float


class Screen(NamedTuple):
    """What stands on the first screen."""

    total: ScreenAccount
    teams: tuple[ScreenAccount, ...]  # in the order of the file
    weeks: int  # that each run reports
    replications: int
    is_a_year: bool  # whether amounts are a year's; else they are the run's
    unmet_share: float | None  # granted hours that are not delivered; None where staff has no limit
    evidence: tuple[tuple[str, int], ...] = ()  # numbers by status; "" is without a source
    causes: tuple[str, ...] = ()  # at work, that only `forloeb explain` tells apart
    occupancy: Occupancy | None = None  # where teams have places
    with_numbers: WithNumbers | None = None  # of a study beside the run
    is_explained: bool = False  # whether the verdicts are those of `forloeb explain`

    @property
    def factor(self) -> float:
        """What an amount over the reported weeks is multiplied by to be one of the screen's."""
        return years_in(self.weeks)

    @property
    def is_one_outcome(self) -> bool:
        """Whether a single year, or run that is shorter, was simulated: no share can be told."""
        return self.replications * max(1, self.weeks // WEEKS) == 1

    @property
    def verdicts(self) -> dict[str, str]:
        """Verdict by team as it is shown; "" is all together."""
        return {one.team: one.shown for one in (*self.teams, self.total)}

    @property
    def at_risk(self) -> int:
        """How many teams a deficit threatens, beyond the even chance."""
        return sum(team.is_at_risk for team in self.teams)

    @property
    def worst_first(self) -> list[ScreenAccount]:
        """Teams by share of revenue, or by amount where a team has none."""
        if all(team.share is not None for team in self.teams):
            return sorted(self.teams, key=lambda team: team.share or 0.0)
        return sorted(self.teams, key=lambda team: team.deviation_dkk)


def is_at_risk(lowest_chance: float | None, by_twin: float | None = None) -> bool:
    """Whether a deficit is more likely than not, beyond doubt.

    Parameters
    ----------
    lowest_chance
        Lower end of the 95 % interval of its probability; None after one run.
    by_twin
        The exact probability, where the closed-form twin gives it: rates that balance exactly
        threaten nobody, whatever a few runs say.
    """
    if lowest_chance is None or lowest_chance <= EVEN:
        return False
    return by_twin is None or by_twin > EVEN + CLEAR
