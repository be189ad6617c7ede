# ruff: noqa: INP001 - a command beside its scenario, no package
"""Rates as Odense set them in 2019-20, from the records of a baseline period.

`python scenarios/odense_rates.py` takes the 52 weeks of `odense.toml` as the baseline period,
prints each course's rate and how it comes about, and then pays these rates in the year after, to
the same teams and citizens, to show whether they balance. `--records RESULTS` takes the records
of a results folder of `odense.toml` instead of simulating it. The rule of balance is that of
`forloeb rates`; what is Odense's own is that delivered hours are priced (`accounts_of`).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim import Results, Scenario, load_scenario, open_results, simulate, started
from sim.economics.rates.accounts.account import NO_RATES, Account, recorded
from sim.economics.rates.accounts.spell_sums import spell_sums
from sim.economics.rates.balance import balanced
from sim.experiments.summary.statistics import Figure, t_interval
from sim.model.events.lookups import mean_price
from sim.model.terms import HOME_CARE
from sim.model.units import ORE_PER_DKK

ODENSE = Path(__file__).with_name("odense.toml")


class Rate(NamedTuple):
    """A rate [DKK per week, or per course for a lump sum] and what it was computed from."""

    account: Account
    figure: Figure  # the rate with its 95 % interval over the replications of the records
    is_lump_sum: bool

    @property
    def dkk(self) -> float:
        """The rate [DKK]."""
        return self.figure["mean"] or 0.0

    @property
    def override(self) -> str:
        """The rate in whole kroner, as `--set` takes it."""
        table = "lump_sum_dkk" if self.is_lump_sum else "weekly_dkk"
        return f"tariff.{table}.{self.account.course}={self.dkk:.0f}"


def accounts_of(results: Results, scenario: Scenario) -> list[Account]:
    """Accounts of all who were in a course in the reported weeks, for a shorter or longer time."""
    price, sums = price_of_an_hour(scenario), spell_sums(results)
    return [
        recorded(course, of.weeks, of.begun, of.hours, of.hours * price)
        for (course, _), of in sorted(sums.items())
    ]


def price_of_an_hour(scenario: Scenario) -> float:
    """Hourly price over the times of day [DKK]: the same in all courses."""
    return mean_price(started(scenario), period=0, level=0, service=HOME_CARE) / ORE_PER_DKK


def rates_of(accounts: Sequence[Account], scenario: Scenario) -> list[Rate]:
    """Rate of each course: delivered hours x hourly price, over what is paid for.

    The mean of the citizens' weekly expenditure, each weighed by the weeks in the course, is the
    whole expenditure over the citizen-weeks; of a lump sum, over the courses that began.
    Source: Odense, Bilag 13, Forløbstakster.
    """
    lump_sums = scenario.values.tariff.lump_sum_dkk
    return [
        Rate(of, balanced(of, NO_RATES, is_lump_sum=is_lump_sum).first_dkk, is_lump_sum)
        for of in accounts
        for is_lump_sum in [of.course in lump_sums]
    ]


def with_rates(rates: Sequence[Rate], *more: str) -> Scenario:
    """`odense.toml` with these rates."""
    return load_scenario(ODENSE, [*(rate.override for rate in rates), *more])


def year_after(baseline: Results, rates: Sequence[Rate]) -> Figure:
    """Deviation over revenue in the year after the baseline period, with its 95 % interval.

    A longer run with the same seed begins with the same citizens and the same weeks.
    """
    seed, weeks = baseline.summary["seed"], baseline.summary["weeks"]
    scenario = with_rates(rates, f"run.seed={seed}", f"run.weeks={2 * weeks}")
    both = simulate(scenario, replications=baseline.summary["replications"], out=None)
    rows = both.team_weeks()
    late = rows["week"] >= weeks
    deviation, revenue = (
        np.bincount(rows["replication"][late], rows[column][late])
        for column in ("deviation_dkk", "revenue_dkk")
    )
    return t_interval(deviation / revenue)


def table(rates: Sequence[Rate]) -> str:
    """The rates and what they were computed from, as text."""
    head = (
        f"{'course':24} {'citizen-weeks':>14} {'begun':>8} {'hours':>10} "
        f"{'expenditure':>13} {'rate':>8}"
    )
    rows = [
        f"{of.course:24} {of.weeks.sum():14,.0f} {of.begun.sum():8,.0f} {of.hours.sum():10,.0f} "
        f"{of.cost_dkk.sum():13,.0f} {rate.dkk:8,.0f} "
        f"DKK a {'course' if rate.is_lump_sum else 'week'}"
        for rate in rates
        for of in [rate.account]
    ]
    return "\n".join([head, *rows])


def _verdict(share: Figure) -> str:
    mean, low, high = (share[key] or 0.0 for key in ("mean", "low", "high"))
    covers = "covers" if low <= 0 <= high else "does not cover"
    return (
        f"Deviation in the year after: {mean:.2%} of revenue; "
        f"the 95 % interval {low:.2%} to {high:.2%} {covers} 0"
    )


def main() -> None:
    """Rates from records, and whether they balance."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", help="results folder of the baseline period")
    parser.add_argument("--replications", type=int, default=30, help="where none is given")
    given = parser.parse_args()
    baseline = (
        open_results(given.records)
        if given.records
        else simulate(load_scenario(ODENSE), replications=given.replications, out=None)
    )
    scenario = load_scenario(ODENSE)
    rates = rates_of(accounts_of(baseline, scenario), scenario)
    sys.stdout.write(f"{table(rates)}\n\n")
    sys.stdout.write(f"{_verdict(year_after(baseline, rates))}\n")


if __name__ == "__main__":
    main()
