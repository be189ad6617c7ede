"""The shipped teams at work under the shipped tariffs: runs of the same citizens, and intervals.

`seen(scenario)` runs a scenario of `scenarios/behaviour` or `scenarios/tariffs` and adds up what
each team did, by replication. Scenarios that differ in tariff and behaviour only begin with the
same people, so replications pair. Intervals hold 99.9 % each: with the fixed seed a test either
always passes or always fails, and one in a thousand would have failed by chance.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import ttest_1samp

from sim.experiments.running.preparing import job
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.job import Job
from sim.model.levers import DEVELOPMENT_WEEKS
from sim.model.parameters import Floats
from sim.model.state import State
from sim.model.terms import SELF_RELIANT, SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.scenario.reading import Scenario, load_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
GOOD_FAITH = SCENARIOS / "behaviour" / "good_faith.toml"
FINANCIAL = SCENARIOS / "behaviour" / "purely_financial.toml"
FROM_CITIZENS_TO_MONEY = SCENARIOS / "behaviour" / "mixed.toml"
TARIFFS = ("course_rates", "activity", "block", "mixed", "lump_sum")

WEEKS = 78
REPLICATIONS = 6
CONFIDENCE = 0.999


class Seen(NamedTuple):
    """What each team did, arrays [replications, T] in the order of the file; money in DKK."""

    surplus: Floats
    revenue: Floats
    aimed_weeks: Floats  # mean stay in development at which a team that follows its interest aims
    development_weeks: Floats  # mean stay of development courses begun
    development_begun: Floats
    reopened: Floats  # development begun anew by citizens who had not become self-reliant
    self_reliant: Floats  # citizens who left so
    training_hours: Floats  # delivered for each citizen-week in development
    unmet_hours: Floats
    clinic_share: Floats  # of nursing contacts
    relabelled: Floats  # spells paid as another course


class Interval(NamedTuple):
    """Mean of paired differences and its bounds."""

    mean: float
    low: float
    high: float


def under(tariff: str, teams: Path = GOOD_FAITH, *overrides: str) -> Scenario:
    """Teams of a behaviour scenario, paid by one of the tariffs."""
    files = f"{teams}+{SCENARIOS / 'tariffs' / tariff}.toml"
    return load_scenario(files, [f"run.weeks={WEEKS}", *overrides])


def seen(scenario: Scenario, replications: int = REPLICATIONS) -> Seen:
    """Run a scenario and add up what its teams did."""
    prepared = job(scenario)
    runs = [_sums(prepared, run_to_end(prepared, r)) for r in range(replications)]
    teams = list(prepared.team_rows)
    return Seen(*(np.array(field)[:, teams] for field in zip(*runs, strict=True)))


def paired(other: Floats, first: Floats) -> Interval:
    """Mean of other - first over replications with Student's interval; teams are added up."""
    differences = _by_replication(other) - _by_replication(first)
    found = ttest_1samp(differences, 0.0).confidence_interval(CONFIDENCE)
    return Interval(float(differences.mean()), float(found.low), float(found.high))


def _by_replication(values: Floats) -> Floats:
    return values if values.ndim == 1 else values.mean(axis=1)


def _sums(prepared: Job, state: State) -> Seen:
    weeks, spells = state.weeks, state.spells
    teams = len(prepared.names.teams)
    named = {name: number for number, name in enumerate(prepared.names.courses)}
    development, stabilisation = named["development"], named["stabilisation"]
    end = DAYS_PER_WEEK * prepared.parameters.calendar.weeks
    used = spells.citizen >= 0
    team = state.citizens.team[np.maximum(spells.citizen, 0)]
    begun = used & (spells.start_day >= 0) & (spells.start_day < end)
    ended = used & (spells.end_day > 0) & (spells.end_day < end)
    entered = begun & (spells.is_entry > 0) & (spells.course == development)

    def count(which: Floats, weights: Floats | None = None) -> Floats:
        of = None if weights is None else weights[which]
        return np.bincount(team[which], of, minlength=teams).astype(float)

    training_minutes = weeks.minutes[:, :, SERVICES.index("training")].sum(axis=1)
    days_in_development = weeks.days[:, :, development].sum(axis=1)
    return Seen(
        surplus=(weeks.revenue_ore - weeks.cost_ore).sum(axis=1) / ORE_PER_DKK,
        revenue=weeks.revenue_ore.sum(axis=1) / ORE_PER_DKK,
        aimed_weeks=prepared.parameters.behaviour.best[:teams, DEVELOPMENT_WEEKS],
        development_weeks=count(entered, spells.drawn_days) / count(entered) / DAYS_PER_WEEK,
        development_begun=count(entered),
        reopened=count(ended & (spells.course == stabilisation) & (spells.exit == development)),
        self_reliant=count(ended & (spells.exit == SELF_RELIANT)),
        training_hours=training_minutes / MINUTES_PER_HOUR / days_in_development * DAYS_PER_WEEK,
        unmet_hours=weeks.unmet_minutes.sum(axis=1) / MINUTES_PER_HOUR,
        clinic_share=weeks.clinic_visits.sum(axis=1)
        / (weeks.clinic_visits + weeks.home_visits).sum(axis=1),
        relabelled=count(begun & (spells.paid_course != spells.course)),
    )
