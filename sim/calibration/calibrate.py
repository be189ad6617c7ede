"""`sim.calibrate`: records in, a checked scenario out, with the data report."""

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sim.calibration.aggregates.documents import AggregatesTree
from sim.calibration.documents import (
    CalibratedCourse,
    CalibratedTeam,
    CalibrationTree,
    CurveRow,
    EstimateRow,
    ExpectationRow,
    IncidenceRow,
    LevelRow,
    SeasonRow,
    StaysByExitRow,
    TeamCredibility,
    finding_rows,
)
from sim.calibration.fits.estimate import Estimated, rate
from sim.calibration.fits.season import Season
from sim.calibration.fits.stays import LevelStay
from sim.calibration.reading.mapping import Mapping
from sim.calibration.reading.records import Records, mapping_of_tables, read_records
from sim.calibration.town.certainty import expected_deviation
from sim.calibration.town.courses import CourseFound, StaysByExit, way_named
from sim.calibration.town.fitted_curve import fitted_still
from sim.calibration.town.short_hours import temporary_of_delivered, unmet_of_needed
from sim.calibration.town.toml_text import tree_toml
from sim.calibration.town.town import CalibratedTown, town
from sim.model.units import DAYS_PER_WEEK
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import Scenario, load_scenario
from sim.words import phrase
from sim.writing import write_text

SMALLEST_CELL = 5
"""Source: assumption, as Danish statistics leave out cells below 3 to 5."""


class Calibration(NamedTuple):
    """A scenario from records: its TOML, itself, and the data report."""

    toml: str
    scenario: Scenario
    tree: CalibrationTree | AggregatesTree

    def __repr__(self) -> str:
        """One line; `tree` has the report."""
        found = len(self.tree["findings"])
        return (
            f"<Calibration of {self.tree['records']}: {self.tree['measured']} numbers measured, "
            f"{found} findings>"
        )


def calibrate(
    records: str | Path,
    mapping: str | Path | None = None,
    *,
    smallest_cell: int = SMALLEST_CELL,
    expectation: bool = False,
) -> Calibration:
    """Estimate a scenario from a municipality's own records.

    Parameters
    ----------
    records
        Folder that the files lie in, or one of the files.
    mapping
        The `mapping.toml` that names columns and codes; without it the one in that folder. With
        `[aggregates]` it names tables of counts and amounts in place of records.
    smallest_cell
        Fewest citizens of whom a number of their own is said.
    expectation
        Also say what `theory` makes of the scenario, with an interval: estimates 20 times more.

    Raises
    ------
    ScenarioError
        When the mapping is wrong, or what it says of the scenario.
    RecordsError
        When the files cannot be read: with every row and column, never a value.
    """
    tables = mapping_of_tables(records, mapping)
    if tables is not None:
        return _of_tables(str(records), tables, smallest_cell)
    read = read_records(records, mapping)
    found = town(read, smallest_cell)
    text = tree_toml(found.tree)
    scenario = _checked(text, read)
    tree = _tree(str(records), read, found, scenario, smallest_cell)
    if expectation:
        tree["expectation"] = _expectation(read, found, smallest_cell)
    return Calibration(text, scenario, tree)


def _of_tables(name: str, mapping: Mapping, smallest: int) -> Calibration:
    """A scenario from counts and amounts."""
    from sim.calibration.aggregates.calibrated import aggregated
    from sim.calibration.aggregates.report import aggregates_tree

    found = aggregated(mapping)
    text = tree_toml(found.scenario.tree)
    return Calibration(text, found.scenario, aggregates_tree(name, mapping, found, smallest))


def _checked(text: str, read: Records) -> Scenario:
    """The scenario as it would be read; what is wrong is said of the mapping."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "town.toml"
        write_text(text, place)
        try:
            return load_scenario(place)
        except ScenarioError as wrong:
            where = f"{read.mapping.path} [scenario]"
            faults = [fault._replace(file=where, line=1, column=1) for fault in wrong.faults]
            raise ScenarioError(faults) from wrong


def _tree(
    name: str, read: Records, found: CalibratedTown, scenario: Scenario, smallest: int
) -> CalibrationTree:
    window = read.mapping.values.records
    return {
        "schema": DOCUMENT_VERSION,
        "records": name,
        "out": None,
        "period": {
            "first_day": window.first_day.isoformat(),
            "last_day": window.last_day.isoformat(),
        },
        "rows": read.rows,
        "findings": finding_rows(read.findings),
        "teams": [_team(read, found, team, smallest) for team in found.arrivals.teams],
        "season": [_season(found, source, of, smallest) for source, of in found.seasons.items()],
        "courses": [_course(one, smallest) for one in found.courses],
        "credibility": list(_credibility(found)),
        "notes": found.notes,
        "measured": sum(1 for row in scenario.ledger if row.status == "measured"),
        "expectation": None,
    }


def _expectation(read: Records, found: CalibratedTown, smallest: int) -> ExpectationRow | None:
    known = expected_deviation(read, found, smallest)
    if known is None:
        said = phrase("the expected deviation has no interval: the twin cannot say it, or too few")
        found.notes.append(said)
        return None
    return {
        "unit": "DKK per week",
        "total": _row(known.total, smallest),
        "teams": {team: _row(of, smallest) for team, of in known.teams.items()},
    }


def _team(read: Records, found: CalibratedTown, team: str, smallest: int) -> CalibratedTeam:
    new = sum(1 for s in found.arrivals.new if s.spell.team == team)
    there = sum(1 for s in read.stays if s.spell.team == team and s.to is None)
    own = [part for part in read.accounts if part.team == team]
    return {
        "team": team,
        "new_per_week": _row(rate(new, read.weeks_in_all), smallest),
        "present": there if there >= smallest else None,
        "temporary_share": _told(temporary_of_delivered(own), smallest),
        "unmet_share": _told(unmet_of_needed(own), smallest),
    }


def _told(of: Estimated | None, smallest: int) -> EstimateRow | None:
    return None if of is None else _row(of, smallest)


def _season(found: CalibratedTown, source: str, of: Season, smallest: int) -> SeasonRow:
    return {
        "source": source if found.arrivals.sources else None,
        "months": [_row(month, smallest) for month in of.months],
        "p": of.p,
    }


def _row(of: Estimated, smallest: int, per: float = 1.0) -> EstimateRow:
    ends = [of.low / per, of.high / per]
    low, high = (end if math.isfinite(end) else None for end in ends)
    n = of.n if of.n >= smallest else None
    return {"value": of.value / per, "low": low, "high": high, "n": n}


def _course(of: CourseFound, smallest: int) -> CalibratedCourse:
    return {
        "course": of.name,
        "law": of.stay.law,
        "aic": of.stay.aic,
        "levels": [_level(level, at, smallest) for level, at in of.stay.levels.items()],
        "by_exit": None if of.by_exit is None else _by_exit(of.name, of.by_exit, smallest),
        "incidence": [_incidence(of, week) for week in _WEEKS],
        "curve": _curve(of, smallest),
        "smallest_at_risk": of.curve.smallest,
        "note": of.note,
    }


def _level(level: int, at: LevelStay, smallest: int) -> LevelRow:
    return {
        "level": level,
        "ended": at.ended if at.ended >= smallest else None,
        "mean_weeks": _row(at.mean, smallest, DAYS_PER_WEEK),
        "sd_weeks": _row(at.sd, smallest, DAYS_PER_WEEK),
        "own": at.own,
    }


def _by_exit(course: str, of: StaysByExit, smallest: int) -> StaysByExitRow:
    fitted = of.found
    return {
        "aic": fitted.aic,
        "aic_of_one": fitted.aic_of_one,
        "exits": [
            {
                "exits": [way_named(way, course) for way, k in of.of_way.items() if k == number],
                "law": law,
                "levels": [
                    _level(level, stays[number], smallest) for level, stays in fitted.levels.items()
                ],
            }
            for number, law in enumerate(fitted.laws)
        ],
    }


_WEEKS = (1, 2, 4, 8, 13, 26, 52, 104)
"""Weeks at which seen and fitted are set beside each other."""


def _incidence(of: CourseFound, week: int) -> IncidenceRow:
    ends = of.curve.at(week * DAYS_PER_WEEK)
    return {
        "week": week,
        "ends": ends,
        "still": 1.0 - sum(ends.values()),
        "fitted_still": float(fitted_still(of, [week])[0]),
    }


def _curve(of: CourseFound, smallest: int) -> list[CurveRow]:
    """Share that goes on, week by week."""
    curve = of.curve
    followed = curve.days[curve.at_risk >= smallest]
    weeks = range(int(followed[-1]) // DAYS_PER_WEEK + 1 if len(followed) else 0)
    fitted = fitted_still(of, weeks).tolist()
    return [
        {
            "week": week,
            "still": 1.0 - sum(curve.at(week * DAYS_PER_WEEK).values()),
            "fitted_still": share,
        }
        for week, share in zip(weeks, fitted, strict=True)
    ]


def _credibility(found: CalibratedTown) -> Iterator[TeamCredibility]:
    of = found.credibility.get("development")
    if of is not None:
        for row, team in enumerate(found.arrivals.teams):
            yield {
                "team": team,
                "own": float(of.own[row]),
                "shrunk": float(of.shrunk[row]),
                "weight": float(of.weight[row]),
            }
