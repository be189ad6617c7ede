"""Who is in care in a town, from its inhabitants: how many, at which levels, in which teams.

Plain arithmetic on the figures of `scenario/evidence/figures.csv`; nothing is solved here.
"""

from statistics import NormalDist
from typing import Final, NamedTuple

from sim.scenario.evidence.figures import FIGURE

_LEVELS: Final = ("mild", "moderate", "severe", "total")
_HIGH: Final = _LEVELS[2:]
_STRIDE: Final = 0.618_033_988_75
"""By which the order of sizes is mixed, so that large and small teams stand among each other."""


class Town(NamedTuple):
    """What is known of a town."""

    inhabitants: int
    inhabitants_80: int
    teams: int

    @property
    def recipients(self) -> float:
        """Citizens in care: a share of those of 80 and over, and a share of the others.

        Both shares are such that a town of the usual age has the usual number.
        """
        share, old = FIGURE["hc_recipients_share"].value, FIGURE["pop_80plus_share"].value
        of_old = FIGURE["hc_share_80plus"].value
        of_others = (share - of_old * old) / (1.0 - old)
        return of_old * self.inhabitants_80 + of_others * (self.inhabitants - self.inhabitants_80)

    @property
    def share_80(self) -> float:
        """Share of the citizens in care who are 80 or older."""
        return FIGURE["hc_share_80plus"].value * self.inhabitants_80 / self.recipients


def usual_inhabitants_80(inhabitants: int) -> int:
    """Inhabitants of 80 and over where nobody says how many."""
    return round(FIGURE["pop_80plus_share"].value * inhabitants)


def usual_teams(inhabitants: int, inhabitants_80: int) -> int:
    """Teams of the usual size, at least one."""
    town = Town(inhabitants, inhabitants_80, 1)
    return max(1, round(town.recipients / FIGURE["team_citizens"].value))


def start_levels(share_80: float) -> list[float]:
    """Shares of those who begin at level 0 to 4, by the share of citizens of 80 and over.

    At the usual age the shares are the published ones; the odds of beginning severe or total are
    `high_level_odds_80plus` times as high for those of 80 and over as for the others.
    """
    printed = {name: FIGURE[f"start_level_{name}"].value for name in _LEVELS}
    usual = Town(1_000_000, usual_inhabitants_80(1_000_000), 1).share_80
    high = sum(printed[name] for name in _HIGH) / sum(printed.values())
    others, old = _high_by_age(high, usual)
    own = share_80 * old + (1.0 - share_80) * others
    low_sum = sum(printed[name] for name in _LEVELS if name not in _HIGH)
    high_sum = sum(printed[name] for name in _HIGH)
    shares = [
        round(printed[name] * (own / high_sum if name in _HIGH else (1.0 - own) / low_sum), 4)
        for name in _LEVELS
    ]
    return [0.0, *shares[:-1], round(1.0 - sum(shares[:-1]), 4)]


def _high_by_age(high: float, share_80: float) -> tuple[float, float]:
    """Probability of beginning severe or total, of the others and of those of 80 and over.

    p of the others solves share x odds(p) + (1 - share) x p = high, by halving.
    """
    ratio = FIGURE["high_level_odds_80plus"].value
    below, above = 0.0, 1.0
    for _ in range(60):
        others = (below + above) / 2
        old = ratio * others / (1.0 - others + ratio * others)
        if share_80 * old + (1.0 - share_80) * others < high:
            below = others
        else:
            above = others
    return others, old


def team_shares(teams: int) -> list[float]:
    """Share of the citizens in each team: sizes lie as those of a normal law with the usual CV."""
    spread = FIGURE["team_size_cv"].value
    quantile = NormalDist(1.0, spread).inv_cdf
    sizes = [max(0.3, quantile((number + 0.5) / teams)) for number in range(teams)]
    order = sorted(range(teams), key=lambda number: number * _STRIDE % 1.0)
    return [sizes[place] / sum(sizes) for place in order]
