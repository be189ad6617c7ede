"""What rate setting found, as data: what each course costs and is to be paid."""

from typing import NamedTuple

from sim.economics.rates.accounts.account import Account, Rates
from sim.economics.rates.accounts.expected import ExpectedAccounts
from sim.economics.rates.accounts.nursing import NursingAccount
from sim.economics.rates.accounts.simulated import Simulated
from sim.economics.rates.asking import RatesAsked
from sim.economics.rates.balance import Balance
from sim.economics.rates.effect import EffectOfDevelopment
from sim.economics.rates.paying import Setting, with_rates
from sim.economics.rates.reference import is_by_course, like
from sim.economics.rates.solving import RateRow
from sim.model.units import WEEKS_PER_YEAR
from sim.scenario.reading import Scenario


class RateFound(NamedTuple):
    """One course, or one of its levels: what it costs and what it is to be paid."""

    row: RateRow
    account: Account  # with the nursing given as it is at present
    nursing: NursingAccount
    balance: Balance | None  # None where there is no rate to set
    planned: Balance | None  # with the share of nursing in the clinic that was asked for
    exact: Rates  # balanced, and brought to the total that was asked for
    rates: Rates  # the same, rounded if that was asked for


class RatesFound(NamedTuple):
    """The answer of rate setting, as data."""

    setting: Setting
    asked: RatesAsked
    solved: ExpectedAccounts
    runs: Simulated | None  # None where the twin fills the table
    outcomes: tuple[RateFound, ...]
    factor: float | None  # on all rates, to a given total
    effect: EffectOfDevelopment | None

    @property
    def is_exact(self) -> bool:
        """Whether the twin filled the table and left nothing out."""
        return self.runs is None and not self.solved.left_out

    @property
    def years(self) -> float:
        """Reported weeks in years."""
        return self.setting.parameters.calendar.weeks / WEEKS_PER_YEAR

    @property
    def scenario(self) -> Scenario:
        """The scenario with these rates and nothing else changed.

        A tariff that has no course rates gives way to one of them alone.
        """
        base, reference = self.setting.given, self.setting.scenario
        if not is_by_course(base):
            base = like(base, base.resolved | {"tariff": reference.resolved["tariff"]})
        return with_rates(self.setting, {of.row.place: of.rates for of in self.outcomes}, base)
