"""Free choice under Ældreloven: simulates the four questions of `docs/free_choice.md`.

`python tests/benchmarks/free_choice.py` prints the tables of the page, some minutes long. The same
citizens come in every setting, so differences are paired. Teams that pick have done so for three
years before the year that is counted.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import t

from sim import load_scenario, with_constants
from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.starting import started
from sim.model.levers import ACCEPT_SHARE
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.rules.acceptance import Prospect
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.arrays.teams import teams_by_key

FILE = Path(__file__).parents[2] / "scenarios" / "frit_valg.toml"
RUNS = 200
WARM_UP_WEEKS = 156
MUNICIPAL = ("Nord", "Syd", "Øst")
TEAM = "Vest"
MORE_COST = 0.03
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
NONE, LIKE, ANY = "none", "like citizens", "all citizens alike"
TRUE_UPS = (NONE, LIKE, ANY)
THOUSAND = 1_000


def picks(_share: float, of: Prospect, least_rank: float, most_ore: float) -> bool:
    """Whether a team takes those of a need from a rank on, and of a course paid so much at most."""
    return of.rank >= least_rank and of.pay_ore <= most_ore


def picking(least_rank: float, most_dkk: float) -> Rulebook:
    """Rules of teams that pick so."""
    rule = with_constants(picks, least_rank=least_rank, most_ore=ORE_PER_DKK * most_dkk)
    return STANDARD_RULES._replace(is_accepted=rule)


class Picking(NamedTuple):
    """How a team picks among those who choose it."""

    said: str
    accept_share: float
    rules: Rulebook


EVERYBODY = Picking("everybody", 1.0, STANDARD_RULES)
CREAM = Picking("only whose pay covers them", 0.0, STANDARD_RULES)
HEAVY = Picking("only the half of more need", 0.0, picking(0.5, 1e9))
LIGHT = Picking("only who begins at level 0 or 1", 0.0, picking(0.0, 3_000.0))


class Year(NamedTuple):
    """A year of every team, arrays [runs, teams] in the order of the file; money in DKK."""

    revenue: Floats
    cost: Floats
    settled: Floats
    citizens: Floats

    @property
    def surplus(self) -> Floats:
        """Revenue less cost."""
        return np.asarray(self.revenue - self.cost)


class Study:
    """Settings of the scenario, each simulated once."""

    def __init__(self, runs: int) -> None:
        scenario = load_scenario(FILE, [f"run.warm_up_weeks={WARM_UP_WEEKS}"])
        self.runs = runs
        self.teams = [team.name for team in scenario.values.team]
        self._rows = np.argsort(teams_by_key(scenario.values))
        self._start = started(scenario, STANDARD_RULES)
        self._found: dict[tuple[object, ...], Year] = {}

    def year(
        self, true_up: str, team: Picking = EVERYBODY, dearer: float = 0.0, share: float = -1.0
    ) -> Year:
        """A year in which one private team picks, and the municipality's hours cost more."""
        share = team.accept_share if share < 0 else share
        key = true_up, team.said, dearer, share
        if key not in self._found:
            parameters = self._setting(true_up, share, dearer)
            self._found[key] = self._simulated(parameters, team.rules)
        return self._found[key]

    def of(self, name: str) -> int:
        """Column of a team."""
        return self.teams.index(name)

    def _setting(self, true_up: str, share: float, dearer: float) -> Parameters:
        start, row = self._start, int(self._rows[self.of(TEAM)])
        yardstick = start.yardstick._replace(
            every_weeks=0 if true_up == NONE else start.yardstick.every_weeks,
            like_citizens=true_up == LIKE,
        )
        reference = start.behaviour.reference.copy()
        reference[row, ACCEPT_SHARE] = share
        prices = start.prices.ore_per_hour.copy()
        prices[start.terms.of_team[self._rows[self.of(MUNICIPAL[0])]] :: start.terms.kinds] *= (
            1.0 + dearer
        )
        return start._replace(
            yardstick=yardstick,
            behaviour=start.behaviour._replace(reference=reference, best=reference),
            prices=start.prices._replace(ore_per_hour=prices),
        )

    def _simulated(self, parameters: Parameters, rules: Rulebook) -> Year:
        years = []
        for number in range(self.runs):
            weeks = CompiledEngine(parameters, rules, replication=number).run().weeks
            money = (weeks.revenue_ore, weeks.cost_ore, weeks.yardstick_ore)
            days = weeks.days.sum(axis=(1, 2)) / (DAYS_PER_WEEK * parameters.calendar.weeks)
            years.append([*(one.sum(axis=1) / ORE_PER_DKK for one in money), days])
        found = np.array(years)[..., self._rows]
        return Year(*np.moveaxis(found, 1, 0))


def mean_of(values: Floats) -> str:
    """Mean and its 95 % t-interval, in thousands."""
    half = float(t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))
    mean = float(values.mean())
    return f"{_k(mean)} ({_k(mean - half)} to {_k(mean + half)})"


def spread_of(values: Floats) -> str:
    """What 95 % of single years come to, in thousands."""
    low, high = np.quantile(values, (0.025, 0.975))
    return f"{_k(low)} to {_k(high)}"


def _k(dkk: float) -> str:
    return f"{dkk / THOUSAND:+,.0f}".replace("-", "−")


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Table of Markdown, its first column text."""
    rule = " | ".join(["---", *["---:"] * (len(head) - 1)])
    lines = [" | ".join(head), rule, *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


# The four questions


def risk(study: Study) -> str:
    """What a private team of 90 risks."""

    def rows() -> Iterator[tuple[str, ...]]:
        for true_up in TRUE_UPS:
            year, at = study.year(true_up), study.of(TEAM)
            surplus = year.surplus[:, at]
            share = 100 * np.quantile(surplus, (0.025, 0.975)) / year.revenue[:, at].mean()
            low, high = (f"{one:+.1f}".replace("-", "−") for one in share)
            yield (
                true_up,
                mean_of(surplus),
                spread_of(surplus),
                f"{low} to {high} %",
                f"{100 * (surplus < 0).mean():.0f} %",
            )

    head = ("true-up", "surplus, mean", "95 % of years", "of revenue", "deficit")
    return table(head, rows())


def picking_pays(study: Study) -> str:
    """What cream and its opposite bring."""

    def rows() -> Iterator[tuple[str, ...]]:
        at, of = study.of(TEAM), [study.of(name) for name in MUNICIPAL]
        for team in (CREAM, HEAVY, LIGHT):
            found = [study.year(true_up, team) for true_up in TRUE_UPS]
            more = [
                mean_of(one.surplus[:, at] - study.year(true_up).surplus[:, at])
                for one, true_up in zip(found, TRUE_UPS, strict=True)
            ]
            base = study.year(NONE)
            moved = (found[0].surplus - base.surplus)[:, of].sum(axis=1)
            yield team.said, f"{found[0].citizens[:, at].mean():.0f}", *more, mean_of(moved)

    names = [f"more surplus, {one}" for one in ("no true-up", LIKE, ANY)]
    return table(("it takes", "citizens", *names, "the municipal teams, no true-up"), rows())


def best_responses(study: Study) -> str:
    """Surplus by the share that is taken whatever it costs, and which share is best."""

    def rows() -> Iterator[tuple[str, ...]]:
        at = study.of(TEAM)
        for true_up in TRUE_UPS:
            years = [study.year(true_up, CREAM, share=share) for share in SHARES]
            surplus = [float(year.surplus[:, at].mean()) for year in years]
            best = SHARES[int(np.argmax(surplus))]
            gain = (years[int(np.argmax(surplus))].surplus - years[-1].surplus)[:, at]
            yield true_up, *(_k(one) for one in surplus), f"{best:g}", mean_of(gain)

    shares = [f"{share:g}" for share in SHARES]
    return table(("true-up", *shares, "best", "its gain over 1"), rows())


def who_gains(study: Study) -> str:
    """Who pays whom where the municipality's hours cost what rates say, more or less."""

    def rows() -> Iterator[tuple[str, ...]]:
        private = [at for at, name in enumerate(study.teams) if name not in MUNICIPAL]
        for dearer in (0.0, MORE_COST, -MORE_COST):
            for true_up in (LIKE, ANY):
                year = study.year(true_up, dearer=dearer)
                paid = year.settled[:, private].sum(axis=1)
                before = study.year(NONE, dearer=dearer).surplus[:, private].sum(axis=1)
                yield (
                    f"{100 * dearer:+.0f} %".replace("-", "−").replace("+0", "0"),
                    true_up,
                    mean_of(paid),
                    spread_of(paid),
                    f"{100 * (paid > 0).mean():.0f} %",
                    mean_of(before),
                )

    head = (
        *("municipal hours", "true-up", "to the private teams, mean", "95 % of years"),
        *("years in which they are paid", "their surplus without it"),
    )
    return table(head, rows())


def case_mix(study: Study) -> str:
    """What the yardstick pays where the team's citizens are another mix."""

    def rows() -> Iterator[tuple[str, ...]]:
        at = study.of(TEAM)
        for team in (EVERYBODY, CREAM, HEAVY, LIGHT):
            years = {true_up: study.year(true_up, team) for true_up in (LIKE, ANY)}
            cost = years[LIKE].cost[:, at] / years[LIKE].citizens[:, at]
            yield (
                team.said,
                f"{cost.mean() / THOUSAND:.0f}",
                *(mean_of(year.settled[:, at]) for year in years.values()),
                mean_of(years[ANY].settled[:, at] - years[LIKE].settled[:, at]),
            )

    head = ("it takes", "cost a citizen and year", LIKE, ANY, "all alike less like")
    return table(head, rows())


TABLES = (risk, picking_pays, best_responses, who_gains, case_mix)


if __name__ == "__main__":
    made = Study(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
    for one in TABLES:
        sys.stdout.write(f"{one.__doc__}\n\n{one(made)}\n\n")
        sys.stdout.flush()
