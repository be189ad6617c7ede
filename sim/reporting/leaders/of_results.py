"""The first screen of a results folder, with the verdict of an explanation where there is one."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr

from sim.economics.explanation.terms import EXPLANATION
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.studies import read_study
from sim.experiments.summary.verdict import UNDECIDED
from sim.model.parameters import Floats
from sim.reporting.leaders.screen import Occupancy, Screen, ScreenAccount, YearBand, is_at_risk
from sim.reporting.leaders.years import Years, band_of, evened_out_weeks, years_in, years_of
from sim.reporting.page.provenance import by_status, statuses_of
from sim.reporting.results.chance import Band, Chance
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import all_staff
from sim.reporting.words.intervals import WithNumbers
from sim.reporting.words.language import Language

_WIDTH_OF_95 = 2 * 1.959963984540054
"""Standard deviations that 95 % of a normal law spans."""


class Sighted(NamedTuple):
    """What accounts are made of: the years, the factor to one of them, and the twin's chance."""

    years: Years
    factor: float
    chance: Chance


class ScreenParts(NamedTuple):
    """What a screen is made of, from a folder or from a job in memory."""

    summary: Mapping[str, Any]
    start: dt.date
    deviation: Floats  # [replications, teams, weeks; DKK]
    unmet_share: float | None
    evidence: tuple[tuple[str, int], ...]
    causes: tuple[str, ...]
    evened_out: int | None = None  # the tariff's own budget year [weeks]


def screen_of(
    results: ReportedResults, chance: Chance, explained: Mapping[str, Any] | None = None
) -> Screen:
    """The first screen of a run; the verdicts are those of its explanation, where there is one."""
    staff = all_staff(results)
    parts = ScreenParts(
        results.summary,
        dt.date.fromisoformat(str(results.run["start"])),
        results.deviation,
        unmet_share=staff.unmet.mean / staff.need
        if staff and staff.need and staff.unmet.mean is not None
        else None,
        evidence=tuple(by_status(statuses_of(results.run)).items()),
        causes=results.terms.causes if results.terms else (),
        evened_out=evened_out_weeks(results.run.get("resolved") or {}),
    )
    screen = screen_of_parts(parts, chance, explained)
    return screen._replace(with_numbers=uncertain_beside(results.folder))


def uncertain_beside(folder: Path) -> WithNumbers | None:
    """What `forloeb uncertain` found of all teams' deviation, where it lies beside a run."""
    folder = folder.resolve()
    path = folder.parent / f"uncertain-{folder.name}" / "uncertain.json"
    if not path.exists():
        return None
    try:
        tree = read_study(path, "uncertain")
    except ResultsError:
        return None
    both = tree["interval"].get("both") if tree["figure"] == "total.deviation_dkk" else None
    if not both or both["low"] is None:
        return None
    return WithNumbers(both["low"], both["high"], tree["weeks"])


def screen_of_parts(
    parts: ScreenParts, chance: Chance, explained: Mapping[str, Any] | None = None
) -> Screen:
    """The first screen of what has been found, wherever that lies."""
    replications, _, weeks = parts.deviation.shape
    years = years_of(parts.start, weeks, parts.evened_out)
    factor = years_in(weeks)
    sighted, found = Sighted(years, factor, chance), verdicts_of(explained)
    teams = tuple(
        account_of(row, parts.deviation[:, place], sighted, found)
        for place, row in enumerate(parts.summary["teams"])
    )
    whole = {"team": "", **parts.summary["total"]}
    return Screen(
        total=account_of(whole, parts.deviation.sum(axis=1), sighted, found),
        teams=teams,
        weeks=weeks,
        replications=replications,
        is_a_year=years.is_a_year,
        unmet_share=parts.unmet_share,
        evidence=parts.evidence,
        causes=parts.causes,
        occupancy=_occupancy(parts.summary.get("offers", ())),
        is_explained=explained is not None,
    )


def _occupancy(offers: Sequence[Mapping[str, Any]]) -> Occupancy | None:
    """How full all places are; None where no team has any."""
    places = sum(row["places"] for row in offers)
    if not places:
        return None
    taken = sum(row["places"] * (row["occupancy"]["mean"] or 0.0) for row in offers)
    return Occupancy(taken / places, places)


def title_of(results: ReportedResults, words: Language) -> str:
    """What a run is called: its title in the language, or the name of its scenario."""
    both = (results.run.get("resolved") or {}).get("title")
    return words.title(both or results.run.get("title")) or str(results.summary["scenario"])


def account_of(
    row: Mapping[str, Any], weekly: Floats, sighted: Sighted, found: Mapping[str, str]
) -> ScreenAccount:
    """One account; `weekly` [replications, weeks] is its deviation."""
    by_year, deviation = sighted.years.of(weekly), row["deviation_dkk"]
    low, high, band = deviation["low"], deviation["high"], band_of(by_year)
    return ScreenAccount(
        team=str(row["team"]),
        deviation_dkk=(deviation["mean"] or 0.0) * sighted.factor,
        interval=None if low is None else (low * sighted.factor, high * sighted.factor),
        share=row["deviation_share"]["mean"],
        deficit_share=float(np.mean(by_year < 0)),
        band=None if band is None else YearBand(*band),
        is_at_risk=is_at_risk(
            row["deficit_probability"]["low"],
            _by_twin((sighted.chance.by_team or {}).get(str(row["team"]))),
        ),
        verdict=found.get(str(row["team"])) or str(row.get("verdict", UNDECIDED)),
    )


def _by_twin(band: Band | None) -> float | None:
    """Probability of a deficit by the twin's band, taken for a normal law."""
    if band is None:
        return None
    mean, low, high = band
    sd = (high - low) / _WIDTH_OF_95
    if sd <= 0.0:
        return float(mean < 0) if mean else 0.5
    return float(ndtr(-mean / sd)) if math.isfinite(sd) else None


def explained_beside(results: ReportedResults) -> Mapping[str, Any] | None:
    """The explanation of this very run that lies beside it; None where there is none."""
    return explained_at(results.folder, results.run.get("hash"))


def explained_at(folder: Path, run_hash: str | None) -> Mapping[str, Any] | None:
    """The same of a run by its folder and its hash."""
    folder = folder.resolve()
    path = folder.parent / f"explain-{folder.name}" / EXPLANATION
    if not path.exists():
        return None
    try:
        tree = read_study(path, "explain")
    except ResultsError:
        return None
    return tree if tree.get("run") == run_hash else None


def verdicts_of(tree: Mapping[str, Any] | None) -> Mapping[str, str]:
    """Verdicts of an explanation by team; "" is all together."""
    if tree is None:
        return {}
    rows = [*((row["team"], row) for row in tree["teams"]), ("", tree["total"])]
    return {team: str(row["verdict"]) for team, row in rows if "verdict" in row}
