"""What care came to by team and by week, from the two tables: staff, clinic and outcomes.

The summary has these figures for all teams and weeks together; here they are taken apart, by
the same sums (`experiments/summary/adding.py`). A folder of an earlier version lacks columns: then
there is nothing here, and the figures that need it do not appear.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.sql import Sql, put_together
from sim.experiments.summary.adding import (
    Tables,
    added_by,
    column_names,
    count,
    minutes,
    ore,
    tables_at,
    whole,
)
from sim.experiments.summary.statistics import (
    POSITIVE,
    SHARE,
    Figure,
    IntervalScale,
    ratio_interval,
    t_interval,
)
from sim.model.parameters import Floats, Ints
from sim.model.state import THOUSANDTHS
from sim.model.terms import SERVICES
from sim.model.units import MINUTES_PER_HOUR, WEEKS_PER_YEAR
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.scenario_terms import course_names_of_kind


class StaffHours(NamedTuple):
    """Who met the need, and what nobody met [replications, teams], hours a week."""

    own: Floats
    temporary: Floats
    unmet: Floats


class ClinicWeeks(NamedTuple):
    """What happened at the clinic, all teams [replications, weeks]."""

    visits: Ints
    home_visits: Ints
    wait_days: Ints  # of the visits, added up
    turned_home: Ints
    charged_ore: Ints  # to the teams


class CareByWeek(NamedTuple):
    """Care by team and week; what is not modelled is absent."""

    staff: StaffHours | None = None
    clinic: ClinicWeeks | None = None
    by_team: Mapping[str, Sequence[Estimate]] = {}
    """Figures of the teams by outcome, as the summary calls it."""


def read_care(
    folder: Path, documents: tuple[Mapping[str, Any], Mapping[str, Any]], teams: tuple[str, ...]
) -> CareByWeek:
    """Care of a results folder; `documents` are its summary and its record of the run."""
    summary, run = documents
    tables = tables_at(folder / TEAM_WEEKS, folder / SPELLS)
    if not set(column_names(tables.weeks)) >= _NEEDED:
        return CareByWeek()
    weeks = int(summary["weeks"])
    known = summary["outcomes"].get("temporary_hours_per_week") or {}
    return CareByWeek(
        _staff(tables, teams, weeks) if known.get("mean") is not None else None,
        _clinic(tables, weeks) if summary.get("clinic") else None,
        _by_team(tables, teams, weeks, course_names_of_kind(run, "hospital")),
    )


_NEEDED = frozenset(
    {"visited_days", "helpers_14_days", "clinic_wait_days", "clinic_turned_home"}
    | {"home_visits", "clinic_charged_dkk"}
)


def _staff(tables: Tables, teams: tuple[str, ...], weeks: int) -> StaffHours:
    columns = {
        "delivered": put_together((minutes(f"{service}_hours") for service in SERVICES), " + "),
        "temporary": minutes("temporary_hours"),
        "unmet": minutes("unmet_hours"),
    }
    sums = added_by(Sql("team"), columns, tables.weeks, (tables.replications, teams))
    hours = {name: amount / (MINUTES_PER_HOUR * weeks) for name, amount in sums.items()}
    own = hours["delivered"] - hours["temporary"]
    return StaffHours(own, hours["temporary"], hours["unmet"])


def _clinic(tables: Tables, weeks: int) -> ClinicWeeks:
    columns = {
        "visits": count("clinic_visits"),
        "home_visits": count("home_visits"),
        "wait_days": count("clinic_wait_days"),
        "turned_home": count("clinic_turned_home"),
        "charged_ore": ore("clinic_charged_dkk"),
    }
    numbers = tuple(str(week) for week in range(weeks))
    axes = (tables.replications, numbers)
    return ClinicWeeks(**added_by(Sql("week::VARCHAR"), columns, tables.weeks, axes))


def _by_team(
    tables: Tables, teams: tuple[str, ...], weeks: int, hospitals: Sequence[str]
) -> dict[str, list[Estimate]]:
    axes = (tables.replications, teams)
    care = added_by(Sql("team"), _CARE, tables.weeks, axes)
    lives = added_by(
        Sql("team"), _LIVES, tables.stays.given_also({"hospitals": list(hospitals)}), axes
    )
    years = weeks / WEEKS_PER_YEAR
    nursing = care["clinic_visits"] + care["home_visits"]
    return {
        "self_reliant_per_year": _each(t_interval, POSITIVE, lives["self_reliant"] / years),
        "unmet_hours_per_week": _each(
            t_interval, POSITIVE, care["unmet"] / (MINUTES_PER_HOUR * weeks)
        ),
        "clinic_share": _each(ratio_interval, SHARE, care["clinic_visits"], nursing),
        "helpers_14_days": _each(
            ratio_interval, POSITIVE, care["helpers"], THOUSANDTHS * care["visited_days"]
        ),
        "admissions_per_year": _each(t_interval, POSITIVE, lives["admissions"] / years),
    }


_CARE = {
    "unmet": minutes("unmet_hours"),
    "helpers": whole(Sql("helpers_14_days * visited_days"), THOUSANDTHS),
    "visited_days": count("visited_days"),
    "clinic_visits": count("clinic_visits"),
    "home_visits": count("home_visits"),
}


_LIVES = {
    "self_reliant": Sql("count(*) FILTER (end_day > 0 AND exit = 'self_reliant')"),
    "admissions": Sql(
        "count(*) FILTER (entry AND start_day >= 0 AND list_contains($hospitals, course))"
    ),
}
"""What happened to citizens, as the summary counts it."""


def _each(interval: Any, scale: IntervalScale, *sums: Floats | Ints) -> list[Estimate]:  # noqa: ANN401 - one or two arrays
    """An estimate of each team from sums [replications, teams]."""
    columns = [np.asarray(amount, dtype=np.float64).T for amount in sums]
    figures: list[Figure] = [interval(*team, scale) for team in zip(*columns, strict=True)]
    return [estimate(figure) for figure in figures]
