"""Teams with places: how full they are, who waits, and who pays for those who are there."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.sql import Sql
from sim.experiments.summary.adding import added_by, days, tables_at
from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults


class OfferRow(NamedTuple):
    """One team with places, over the reported weeks."""

    team: str
    places: float
    occupancy: Estimate
    waiting: Estimate
    wait_weeks: Estimate
    wait_over_0_days_share: Estimate
    wait_over_28_days_share: Estimate
    gave_up_per_year: Estimate
    basis_cost_dkk: Estimate


class PayerRow(NamedTuple):
    """One payer, over the reported weeks."""

    payer: str
    citizens: Estimate
    revenue_dkk: Estimate
    rate_dkk_per_day: Estimate


class OfferWeeks(NamedTuple):
    """Citizens of a team with places by week [replications, weeks]."""

    team: str
    places: Floats  # [weeks]
    in_care: Floats
    waiting: Floats


def offer_rows(results: ReportedResults) -> list[OfferRow]:
    """Rows of the teams with places in the order of the file; none where no team has any."""
    return [
        OfferRow(
            row["team"], row["places"], *(estimate(row.get(key)) for key in OfferRow._fields[2:])
        )
        for row in results.summary.get("offers", [])
    ]


def payer_rows_of(results: ReportedResults) -> list[PayerRow]:
    """Rows of the payers, those who pay most first; none where the scenario has none."""
    rows = [
        PayerRow(row["payer"], *(estimate(row[key]) for key in PayerRow._fields[1:]))
        for row in results.summary.get("payers", [])
    ]
    return sorted(rows, key=lambda row: -(row.revenue_dkk.mean or 0.0))


def offer_weeks(results: ReportedResults) -> list[OfferWeeks]:
    """Paths of the teams with places through the weeks."""
    return [_weeks(results.folder, results.weeks, row) for row in offer_rows(results)]


def _weeks(folder: Path, weeks: int, row: OfferRow) -> OfferWeeks:
    tables = tables_at(folder / TEAM_WEEKS, folder / SPELLS)
    of_team = tables.weeks.such(Sql("FROM {rows} WHERE team = $team"), {"team": row.team})
    numbers = tuple(str(week) for week in range(weeks))
    columns = {name: days(name) for name in ("citizens", "waiting", "places")}
    found: dict[str, Any] = added_by(
        Sql("week::VARCHAR"), columns, of_team, (tables.replications, numbers)
    )
    citizens, waiting, places = (found[name] / DAYS_PER_WEEK for name in columns)
    return OfferWeeks(row.team, np.asarray(places[0]), citizens, waiting)
