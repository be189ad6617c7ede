"""Rate setting: the rates at which a scenario's expected deviation is zero, course by course.

The table of `accounts/account.py` is filled by the closed-form twin where its means are exact,
otherwise by simulation; `balance.py` makes rates of it; `adjusting.py` brings them to a total and
rounds them. What comes out is printed by `answer/text.py` and written by `answer/toml.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from sim.economics.rates.accounts.account import Account
from sim.economics.rates.accounts.expected import ExpectedAccounts, expected
from sim.economics.rates.accounts.nursing import NursingAccount, all_together, at_share
from sim.economics.rates.accounts.simulated import Runs, Simulated, simulated
from sim.economics.rates.adjusting import Priced, Step, all_rounded, factor_to
from sim.economics.rates.asking import RatesAsked, RatesError, asked_faults
from sim.economics.rates.balance import balanced
from sim.economics.rates.effect import effect_of_development
from sim.economics.rates.found import RateFound, RatesFound
from sim.economics.rates.paying import By, Place, Setting, setting_of
from sim.economics.rates.solving import RateRow, rows_of
from sim.experiments.documents.rows import figure_rows, in_short
from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import WEEKS_PER_YEAR
from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.reading import Scenario
from sim.words import known, number_said, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.economics.documents.rates import RatesTree
    from sim.experiments.documents.rows import FigureRow


_BY_MINUTES: Final = known(
    "[brackets] grants courses by each citizen's own minutes, so that no course's care is paid by "
    "one rate; set rates in a file without [brackets], and see by forloeb run what they come to"
)


class RateSet(RatesFound):
    """The answer of rate setting."""

    @property
    def tree(self) -> "RatesTree":
        """All of it as `forloeb rates --json` prints it."""
        from sim.economics.rates.answer.tree import rates_tree

        return rates_tree(self)

    def rows(self) -> "Iterator[FigureRow]":
        """Every number of it, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the rates."""
        found = sum(of.balance is not None for of in self.outcomes)
        said = f"{found} rates, by {'the twin' if self.runs is None else 'simulation'}"
        return in_short(self, self.setting.scenario.stem, said)

    def __str__(self) -> str:
        """All of it as `forloeb rates` prints it."""
        from sim.economics.rates.answer.text import rates_text

        return rates_text(self.tree)


def balancing_rates(
    scenario: Scenario,
    asked: RatesAsked | None = None,
    *,
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
) -> RateSet:
    """Rates at which the expected deviation of a scenario is zero, for every course.

    Parameters
    ----------
    asked
        By course or level, by which method, and what is to be done with the rates then.
    progress, say
        Told how a simulation goes, where there is one.

    Raises
    ------
    RatesError
        When what is asked makes no sense; with all that is wrong.
    ScenarioError
        When the scenario has nothing to balance.
    """
    asked = asked or RatesAsked()
    if faults := asked_faults(asked):
        raise RatesError(faults)
    scenario = with_fitted_inflow(scenario, rules)
    if scenario.values.brackets is not None:
        raise RatesError([phrase(_BY_MINUTES)])
    setting = setting_of(scenario, cast("By", asked.by), rules)
    solved = expected(setting)
    _check(setting, solved, asked)
    rows = rows_of(setting, solved.accounts)
    seen = None
    if asked.method == "simulation" or (asked.method == "auto" and solved.left_out):
        runs = Runs(asked.replications, asked.workers, progress, say, asked.cluster)
        seen = simulated(setting, solved, rows, runs)
    accounts, nursing = _tables(solved, seen)
    drafts = [_draft(row, accounts, nursing, asked) for row in rows if row.is_in(accounts)]
    factor, outcomes = _adjusted(drafts, asked, setting)
    effect = effect_of_development(setting, solved)
    return RateSet(setting, asked, solved, seen, outcomes, factor, effect)


def _check(setting: Setting, solved: ExpectedAccounts, asked: RatesAsked) -> None:
    file = str(setting.scenario.path)
    if not any(account.cost_dkk.any() for account in solved.accounts.values()):
        what = phrase(
            "nothing in the scenario costs the teams anything, so there is nothing to balance"
        )
        raise ScenarioError(
            [Fault(file, 1, 1, "prices", what, phrase("give courses hours and prices"))]
        )
    if not any(of.way in {"weekly", "lump_sum"} for of in setting.paid):
        what = phrase("no course is paid a rate: each citizen's own expected cost is paid")
        raise ScenarioError(
            [Fault(file, 1, 1, "tariff", what, phrase('write individual = "average"'))]
        )
    if asked.clinic_share is not None and not any(n.at_home_dkk for n in solved.nursing.values()):
        what = phrase("--clinic-share: no course has nursing that costs anything; leave it out")
        raise RatesError([what])


def _tables(
    solved: ExpectedAccounts, seen: Simulated | None
) -> tuple[Mapping[Place, Account], Mapping[Place, NursingAccount]]:
    """Accounts and nursing by course and level, as expected or as simulated.

    Nursing is what is expected either way, simulated with the share that the clinic had then.
    """
    if seen is None:
        return solved.accounts, solved.nursing
    return seen.accounts, {
        place: nursing.given_at(seen.clinic_share.get(place, nursing.clinic_share))
        for place, nursing in solved.nursing.items()
    }


def _draft(
    row: RateRow,
    accounts: Mapping[Place, Account],
    nursing: Mapping[Place, NursingAccount],
    asked: RatesAsked,
) -> RateFound:
    """Outcome of a row before its rates are brought to a total or rounded."""
    account = row.account(accounts)
    of_row = all_together([nursing[place] for place in row.levels if place in nursing])
    if not row.is_set:
        return RateFound(row, account, of_row, None, None, row.now, row.now)
    balance, planned = row.balance(accounts), None
    if asked.clinic_share is not None:
        priced = at_share(account, of_row, asked.clinic_share)
        planned = balanced(priced, row.now, is_lump_sum=row.is_lump_sum)
    rates = (planned or balance).rates
    return RateFound(row, account, of_row, balance, planned, rates, rates)


def _adjusted(
    drafts: list[RateFound], asked: RatesAsked, setting: Setting
) -> tuple[float | None, tuple[RateFound, ...]]:
    """Factor to the total that was asked for, and the outcomes with their rates."""
    factor = None
    if asked.total_dkk_per_year is not None:
        years = setting.parameters.calendar.weeks / WEEKS_PER_YEAR
        factor = factor_to(asked.total_dkk_per_year * years, _priced(drafts))
        if not factor > 0.0:
            raise RatesError([_too_little(drafts, years)])
        drafts = [of._replace(exact=of.exact.times(factor)) if of.balance else of for of in drafts]
    to_set = [of for of in drafts if of.balance]
    found = {of.row.place: of.exact for of in to_set}
    if asked.round_to_dkk is not None:
        step = Step(asked.round_to_dkk, setting.dates.indexed)
        found = all_rounded(_priced(to_set), step, place_residue=asked.place_residue)
    return factor, tuple(of._replace(rates=found.get(of.row.place, of.rates)) for of in drafts)


def _priced(drafts: list[RateFound]) -> Priced:
    return {of.row.place: (of.account, of.exact) for of in drafts}


def _too_little(drafts: list[RateFound], years: float) -> str:
    kept = float(np.sum([of.account.kept_pay_dkk.mean() for of in drafts])) / years
    return phrase(
        "--total-dkk-per-year: leaves nothing for the rates, because own expected cost alone "
        "is {kept} DKK a year; give a larger total",
        kept=number_said(kept),
    )
