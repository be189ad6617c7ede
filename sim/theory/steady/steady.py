"""The steady state of a scenario whose teams hold levers: what a week brings on average.

Nothing changes with the date, everybody who comes finds what the levers make of the model, and
chance has been averaged out: the weekly means to which a long run tends. Lives are solved in
`lives.py`, what they take and bring is in `care.py` and `money.py`;
`limits.py` says where a scenario goes beyond this, and `responses.py` looks for the levers that
serve a team best.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.model.levers import DEVELOPMENT_WEEKS, Levers
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.rules.conduct import unmet_squared
from sim.model.terms import (
    MUNICIPALITY,
    OUTSIDE_BAIL_OUT,
    OUTSIDE_DECLINED,
    OUTSIDE_NURSING_HOME,
    TO_WAITING,
)
from sim.model.units import DAYS_PER_WEEK, unseen_days
from sim.theory.money.by_terms import by_terms
from sim.theory.money.rates_by_age import WeeklyRates
from sim.theory.network.dates import on_date
from sim.theory.network.levered import Levered, levered, unmet_share
from sim.theory.steady import lives as of
from sim.theory.steady.acceptance import picks, taken_in
from sim.theory.steady.money import pay_on_beginning, penalty_of_spells, trued_up
from sim.theory.steady.own_cost import own_cost
from sim.theory.steady.put_off import put_off_pay
from sim.theory.steady.stays import of_all

if TYPE_CHECKING:
    from sim.theory.network.stations import Map


class Steady(NamedTuple):
    """Weekly means of each team, arrays [T]; money in øre."""

    revenue: Floats
    cost: Floats
    outside: Floats  # [T, A] accounts outside the rate
    borne: Floats  # [T, R] the same by who bears them
    benefit: Floats  # what citizens gain, by behaviour.benefit_ore; not a part of any account
    own_cost: Floats  # of conscience and extra effort to the team; not a part of any account
    census: Floats  # citizens present, in hospital or waiting for a place among them
    entries: Floats  # new citizens taken in
    completions: Floats  # who leave self-reliant
    self_reliant_weeks: Floats  # within 52 weeks of leaving
    level_weeks: Floats  # levels better than at first x weeks
    delivered_hours: Floats
    unmet_hours: Floats
    clinic_contacts: Floats
    admissions: Floats
    relapses: Floats
    waiting_weeks: Floats  # until the first course begins
    gave_up: Floats  # while they waited
    declined: Floats  # new citizens whom the team does not take in
    elsewhere: Floats  # those of them whom nobody takes in but the municipality
    discharged: Floats  # whose stay the team ends early

    @property
    def surplus(self) -> Floats:
        """Revenue less cost."""
        result: Floats = self.revenue - self.cost
        return result

    @property
    def resources(self) -> Floats:
        """Cost of all services, inside and outside the rate."""
        passed_on = self.outside[..., OUTSIDE_BAIL_OUT]  # a bail-out buys nobody's care
        result: Floats = self.cost + self.outside.sum(axis=-1) - passed_on
        return result

    @property
    def payer(self) -> Floats:
        """What the municipality pays, inside and outside the rate."""
        result: Floats = self.revenue + self.borne[..., MUNICIPALITY]
        return result


class SolvedLives(NamedTuple):
    """Lives that are solved already, by the levers that they hang on."""

    networks: "dict[tuple[float, ...], Map]"
    lives: dict[tuple[float, ...], of.SteadyLives]


class SteadyStates:
    """Steady states of one scenario and date under any levers; each is solved once.

    A development course of a length between two whole days lies between theirs in proportion:
    the model rounds every stay to days, while its mean moves in continuous weeks.
    """

    def __init__(
        self,
        parameters: Parameters,
        rules: Rulebook = STANDARD_RULES,
        period: int = 0,
        lives_of: "SteadyStates | None" = None,
    ) -> None:
        """Prepare the values of a period.

        `lives_of` has the same people and rules, and differs in what is paid alone: lives that
        are solved for one are solved for the other.
        """
        self.parameters = on_date(parameters, period)
        self.rules = rules
        self._by_terms = [
            (part, WeeklyRates(part.parameters, rules)) for part in by_terms(self.parameters)
        ]
        self._effects = of.effects(rules, self.parameters)
        staff = self.parameters.staff
        self._minds_unmet = bool(staff.admissions_raised[0] or staff.relapses_raised[0])
        self._solved: dict[tuple[float, ...], Steady] = {}
        self.solved_lives: SolvedLives = (
            SolvedLives({}, {}) if lives_of is None else lives_of.solved_lives
        )

    def under(self, levers: Floats) -> Steady:
        """Steady state in which every team holds the levers [V] in the order of LEVERS."""
        days = float(DAYS_PER_WEEK * levers[DEVELOPMENT_WEEKS])
        below = float(np.floor(days + 1e-9))
        part = days - below
        if days <= 0.0 or part < 1e-9:  # noqa: PLR2004 - whole days
            return self._at(levers)
        shorter, longer = (self._at(_of_days(levers, d)) for d in (max(1.0, below), below + 1.0))
        return _between(shorter, longer, part if below >= 1.0 else 0.0)

    def _at(self, levers: Floats) -> Steady:
        key = tuple(float(value) for value in levers)
        if key not in self._solved:
            scenario = levered(self.parameters, self.rules, Levers(*key))
            self._solved[key] = self._merged(scenario)
        return self._solved[key]

    def _merged(self, scenario: Levered) -> Steady:
        """Every team from the solution for its staff's effect on development and its terms."""
        own: dict[int, Steady] = {}
        for effect in np.unique(self._effects):
            for same, rates in self._by_terms:
                mine = same.teams[self._effects[same.teams] == effect]
                if len(mine):
                    paid = scenario
                    if same.parameters is not self.parameters:
                        paid = levered(same.parameters, self.rules, scenario.levers)
                    lives = self._lives_of(paid, float(effect), int(mine[0]))
                    own |= dict.fromkeys(mine.tolist(), _of_effect(paid, lives, rates))
        rows = [own[t] for t in range(len(self._effects))]
        fields = zip(*rows, strict=True)
        merged = Steady(*(np.array([v[t] for t, v in enumerate(field)]) for field in fields))
        paid = merged.revenue + self.parameters.tariff.budget_ore[0]
        cost = merged.cost + self.parameters.offers.basis_ore[0]
        evened = trued_up(self.rules, self.parameters, paid, cost)
        return merged._replace(revenue=paid + evened, cost=cost)

    def _lives_of(self, scenario: Levered, effect: float, team: int) -> of.SteadyLives:
        """Lives under levers; those that only move money and care find them solved."""
        levers = scenario.levers
        unmet = unmet_share(levers) if self._minds_unmet else 0.0
        where = levers.development_weeks, levers.effort, unmet, effect
        key = *where, levers.accept_delay_weeks
        networks, lives = self.solved_lives
        if where not in networks:
            networks[where] = of.network_of(scenario, effect)
        network = networks[where]
        if picks(scenario):
            return of.lives_of(scenario, network, taken_in(scenario, network, team))
        if key not in lives:
            lives[key] = of.lives_of(scenario, network)
        return lives[key]


def steady(parameters: Parameters, rules: Rulebook, levers: Floats, period: int = 0) -> Steady:
    """Steady state in which each team holds its own levers, array [T, V].

    Exact in the mean where `limits.py` is silent; refunds and true-ups are approximations
    (`money.py`), and so are levers of teams with limited staff.
    """
    states = SteadyStates(parameters, rules, period)
    rows = [states.under(row) for row in np.asarray(levers, float)]
    own = [[field[t] for field in row] for t, row in enumerate(rows)]
    return Steady(*(np.array(field) for field in zip(*own, strict=True)))


def _of_days(levers: Floats, days: float) -> Floats:
    held = np.array(levers, float)
    held[DEVELOPMENT_WEEKS] = days / DAYS_PER_WEEK
    return held


def _between(low: Steady, high: Steady, part: float) -> Steady:
    return Steady(*((1.0 - part) * a + part * b for a, b in zip(low, high, strict=True)))


def _of_effect(scenario: Levered, lives: of.SteadyLives, rates: WeeklyRates) -> Steady:
    """All teams as if their staff had the effect of these lives; without budgets and true-ups."""
    parameters, network = scenario.parameters, lives.network
    summed = of_all(scenario, lives, rates)
    paid = summed.pay
    paid = paid + DAYS_PER_WEEK * lives.begun @ pay_on_beginning(scenario, network)
    paid = paid - DAYS_PER_WEEK * lives.spells @ penalty_of_spells(scenario, network)
    paid = paid + DAYS_PER_WEEK * put_off_pay(scenario, lives, rates)
    outside = summed.outside
    outside[:, OUTSIDE_DECLINED] += DAYS_PER_WEEK * lives.declined_need * _declined_ore(parameters)
    outside[:, OUTSIDE_NURSING_HOME] += of.into_nursing_homes(lives) * _resident_ore(parameters)
    unmet, admitted = summed.unmet_hours, of.admissions(lives, parameters)
    reliant, better = of.self_reliant_weeks(lives), of.level_weeks(lives)
    harm = unmet_squared(unmet, np.full(unmet.shape, unmet_share(scenario.levers)))
    counted = np.array([reliant, better, -unmet, -admitted, -harm])
    return Steady(
        revenue=paid,
        cost=summed.cost,
        outside=outside,
        borne=np.einsum("ta,ar->tr", outside, parameters.prices.borne_share[0]),
        benefit=np.asarray(parameters.behaviour.benefit_ore @ counted),
        own_cost=own_cost(scenario, lives),
        census=of.present(lives).sum(axis=1),
        entries=DAYS_PER_WEEK * lives.taken_in,
        completions=of.completions(lives),
        self_reliant_weeks=reliant,
        level_weeks=better,
        delivered_hours=summed.delivered_hours,
        unmet_hours=unmet,
        clinic_contacts=summed.clinic_contacts,
        admissions=admitted,
        relapses=of.relapses(lives),
        waiting_weeks=lives.waited_days,
        gave_up=DAYS_PER_WEEK * lives.gave_up,
        declined=DAYS_PER_WEEK * lives.declined,
        elsewhere=DAYS_PER_WEEK * lives.declined * (parameters.behaviour.declined_to != TO_WAITING),
        discharged=np.zeros(len(unmet)),
    )


def _declined_ore(parameters: Parameters) -> float:
    """What care elsewhere costs for one declined, of mean need [øre]."""
    return float(parameters.behaviour.declined_ore[0])


def _resident_ore(parameters: Parameters) -> float:
    """What a citizen in a nursing home costs the payer until death [øre]: an exponential stay."""
    home = parameters.nursing_home
    if not home.is_modelled:
        return 0.0
    per_day = 1.0 / float(home.mean_stay_days[0])
    left = np.exp(-per_day * unseen_days(1)) / -np.expm1(-per_day)
    return float((1.0 + left) * parameters.prices.nursing_home_ore_per_day[0])
