"""Two replications, two weeks, one team and two courses, small enough to add up on paper."""

import math

import pytest

from sim.experiments.folder.storage import write_columns
from sim.experiments.summary.scenario_facts import Goal, ScenarioFacts, Slots
from sim.experiments.summary.summary import summary_of
from sim.experiments.tables.modelled import Modelled
from sim.model.rules.outcomes import Measures

T_1 = 12.706204736432095  # 97.5 % point of Student's t with 1 degree of freedom

NOTHING_MODELLED = Modelled(
    contacts=False,
    clinic=False,
    staff=False,
    continuity=False,
    self_determination=False,
    outside=(),
    accept_delay=False,
    adjustments=(),
)
ALL_MODELLED = Modelled(
    contacts=True,
    clinic=True,
    staff=True,
    continuity=True,
    self_determination=True,
    outside=("night", "hospital", "clinic"),
    accept_delay=True,
    adjustments=("refund", "true_up"),
    bearers=("municipality", "region"),
)

# Replication 0: weeks of 1000 - 900 and 1000 - 800, deviation 300.
# Replication 1: weeks of 500 - 900.10 and 500 - 0, deviation 99.90.
TEAM_WEEKS = {
    "replication": [0, 0, 1, 1],
    "team": ["Nord"] * 4,
    "week": [0, 1, 0, 1],
    "citizens": [2.0, 1.0, 1.0, 3 / 7],
    "development_citizens": [1.0, 0.0, 1.0, 3 / 7],
    "hospital_citizens": [1.0, 1.0, 0.0, 0.0],
    "home_care_hours": [30.0, 20.0, 10.0, 10.0],
    "nursing_hours": [10.0, 0.0, 5.0, 5.0],
    "training_hours": [0.0] * 4,
    "clinic_visits": [3, 1, 0, 0],
    "home_visits": [4, 8, 2, 2],
    "unmet_hours": [0.5, 0.5, 0.0, 0.0],
    "temporary_hours": [2.0, 0.0, 0.0, 1.0],
    "revenue_dkk": [1000.0, 1000.0, 500.0, 500.0],
    "cost_dkk": [900.0, 800.0, 900.10, 0.0],
    "deviation_dkk": [100.0, 200.0, -400.10, 500.0],
    "self_determined_hours": [24.0, 6.0, 9.0, 9.0],
    "helpers_14_days": [4.0, 5.0, 3.0, None],
    "continuity_index": [0.25, 0.4, 0.5, None],
    "visited_days": [14, 7, 7, 0],
    "clinic_wait_days": [6, 2, 0, 0],
    "clinic_longest_wait_days": [3, 2, None, None],
    "clinic_turned_home": [1, 0, 0, 1],
    "nursing_contacts": [9, 9, 2, 2],
    "unmet_visits": [0, 0, 0, 0],
    "clinic_lapsed": [0, 1, 0, 0],
    "clinic_waiting": [2, 1, 0, 0],
    "outside_dkk": [5_100.0, 100.0, 50.0, 50.0],
    "outside_night_dkk": [100.0, 100.0, 50.0, 50.0],
    "outside_simple_nursing_dkk": [None] * 4,
    "outside_complex_nursing_dkk": [None] * 4,
    "outside_acute_nursing_dkk": [None] * 4,
    "outside_temporary_place_dkk": [None] * 4,
    "outside_hospital_dkk": [5_000.0, 0.0, 0.0, 0.0],
    "outside_nursing_home_dkk": [None] * 4,
    "outside_clinic_dkk": [0.0] * 4,
    "outside_declined_dkk": [None] * 4,
    "outside_bail_out_dkk": [None] * 4,
    "borne_by_municipality_dkk": [100.0, 100.0, 50.0, 50.0],
    "borne_by_region_dkk": [5_000.0, 0.0, 0.0, 0.0],
    "borne_by_state_dkk": [None] * 4,
    "borne_by_citizen_dkk": [None] * 4,
    "unshared_cost_dkk": [0.0] * 4,
    "unshared_revenue_dkk": [0.0, 0.0, 0.0, -30.0],
    "clinic_charged_dkk": [720.0, 240.0, 0.0, 0.0],
    "refund_dkk": [10.0, 0.0, 0.0, 0.0],
    "true_up_dkk": [0.0, 0.0, 0.0, -30.0],
    "penalty_dkk": [0.0] * 4,
    "waiting_weeks": [2.0, 1.0, 0.0, 1.0],
    "gave_up": [1, 0, 0, 0],
    "declined": [0, 0, 0, 0],
    "yardstick_dkk": [0.0] * 4,
    "changed_team": [0] * 4,
    "taken_over": [0] * 4,
    "discharged_early": [0] * 4,
    "closed": [0] * 4,
    "reserves_spent": [0] * 4,
    "practical_help_hours": [None] * 4,
}
# In replication 0 b leaves self-reliant on day 2 and is back on day 7; in 1 c ends on day 10.
SPELLS = {
    "replication": [0, 0, 0, 1, 1],
    "citizen": ["a", "b", "b", "c", "d"],
    "team": ["Nord"] * 5,
    "course": ["hospital", "development", "development", "development", "development"],
    "level": [0] * 5,
    "start_day": [0, -5, 7, 0, 13],
    "end_day": [None, 2, 9, 10, None],
    "exit": [None, "self_reliant", "level_change", "dead", None],
    "revenue_dkk": [0.0] * 5,
    "cost_dkk": [0.0] * 5,
    "drawn_days": [21, 7, 2, 10, 30],
    "entry": [True, True, True, True, False],
    "paid_course": ["hospital", "development", "development", "development", "development"],
    "delivered_hours": [0.0, 20.0, 40.0, 15.0, 15.0],
    "level_weeks_gained": [0.0, 2 / 7, -3 / 7, 1.0, 1.0],
    "continuity_index": [None] * 5,
    "self_determined_hours": [None] * 5,
    "visited_days": [None] * 5,
}
HEADING = ScenarioFacts(
    scenario="hand",
    seed=1,
    weeks=2,
    engine="simpy",
    results="results/hand-00000000",
    teams=("Nord",),
    courses=("development", "hospital"),
    kinds=("development", "hospital"),
    modelled=ALL_MODELLED,
    slots=Slots(number=10, dkk=2_000.0, priced_weeks=(0,)),
    goals=(Goal("development", Measures(1.0, 1.0, 0.0, 0.0)),),
)


def interval(first, second):
    """t-interval of two values: half their difference is the standard error."""
    middle, half = (first + second) / 2, T_1 * abs(first - second) / 2
    return pytest.approx({"mean": middle, "low": middle - half, "high": middle + half})


def count(first, second):
    """The same of what cannot be below 0: symmetric around the root of the mean."""
    mean = (first + second) / 2
    if first == second:
        return interval(first, second)
    half = T_1 * abs(first - second) / 2 / (2 * math.sqrt(mean))
    low, high = max(0.0, math.sqrt(mean) - half), math.sqrt(mean) + half
    return pytest.approx({"mean": mean, "low": low**2, "high": high**2})


def amount(first, second):
    """The same of money that cannot be below 0: the t-interval, unless it would be."""
    reaches_below = T_1 * abs(first - second) > first + second
    return count(first, second) if reaches_below else interval(first, second)


def summarised(folder, facts=HEADING, team_weeks=TEAM_WEEKS, spells=SPELLS):
    """Summary of tables written in a folder."""
    write_columns(team_weeks, folder / "team_weeks.parquet")
    write_columns(spells, folder / "spells.parquet")
    return summary_of(facts, folder / "team_weeks.parquet", folder / "spells.parquet")
