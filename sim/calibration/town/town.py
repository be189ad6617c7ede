"""All estimates together: the tree of a scenario, and what was found on the way."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sim.calibration.fits.estimate import point
from sim.calibration.fits.shrinkage import Credibility
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.records import Records
from sim.calibration.town.arrivals import (
    Arrivals,
    counted_inflow,
    intake,
    levels_of_new,
    new_arrivals,
    relapse,
)
from sim.calibration.town.courses import CourseFound, ExitLaws, course_found, course_table
from sim.calibration.town.differences import own_intake
from sim.calibration.town.money import hour_prices, town_tariff
from sim.calibration.town.need import NeedFound, multiplier_sd, need_found, need_table
from sim.calibration.town.numbers import Writer
from sim.calibration.town.presence import presence
from sim.calibration.town.reach import within_reach
from sim.calibration.town.seasons import Seasons, seasonal_inflow, seasonal_run, seasons
from sim.calibration.town.short_hours import as_needed, temporary_share, unmet_per_delivered
from sim.calibration.town.staff import absence, mean_posts
from sim.model.terms import SERVICES
from sim.words import phrase


class CalibratedTown(NamedTuple):
    """A scenario's tree and what lies behind it."""

    tree: dict[str, Any]
    courses: list[CourseFound]
    arrivals: Arrivals
    credibility: dict[str, Credibility]
    seasons: Seasons
    notes: list[str]


class KnownForms(NamedTuple):
    """What forms are known already: those of chance alone are not chosen again."""

    seasons: Seasons
    exit_laws: dict[str, ExitLaws]
    """By course."""


def town(records: Records, smallest: int, known: KnownForms | None = None) -> CalibratedTown:
    """Estimate a scenario.

    Parameters
    ----------
    smallest
        Fewest citizens of whom a number of their own is said.
    known
        Season of each source, and laws of exits' stays, where they are known already.

    Raises
    ------
    RecordsError
        When the records do not say enough for a scenario.
    """
    write = _writer(records, smallest)
    names = [name for name in records.mapping.courses if _is_seen(records, name)]
    notes = _unseen_notes(records, names)
    laws = {} if known is None else known.exit_laws
    courses = [
        course_found(records, (name, laws.get(name, {})), write.levels, smallest) for name in names
    ]
    came = new_arrivals(records)
    if not came.new:
        what = phrase("nobody new came within the days of the records")
        remedy = phrase("correct records.first_day, or give spells with their begins")
        raise RecordsError([RecordFault(records.habits.file, 0, "", what, remedy)])
    needs = _needs(records, came, names, write, smallest)
    if not needs[0]:
        notes.append(phrase("no hours were read: the scenario has no need of care"))
    tree, more = _tree(records, came, courses, needs, write)
    own, said = own_intake(records, came, write)
    found = seasons(records, came, smallest) if known is None else known.seasons
    tree["run"] = seasonal_run(tree["run"], list(found))
    for team in tree["team"]:
        team["inflow_per_week"] = seasonal_inflow(team["inflow_per_week"], found, tree["run"])
        if team["name"] in own:
            team["intake"] = own[team["name"]]
    notes += [*more, *[c.note for c in courses if c.note]]
    whole, left_out = within_reach(_over(tree, records.mapping.values.scenario))
    return CalibratedTown(whole, courses, came, said, found, [*notes, *left_out])


def _writer(records: Records, smallest: int) -> Writer:
    levels = sorted({s.spell.level for s in records.stays})
    source = records.mapping.values.records.source
    return Writer(source, records.period, smallest, tuple(levels))


def _is_seen(records: Records, course: str) -> bool:
    return any(s.spell.course == course for s in records.stays)


def _unseen_notes(records: Records, seen: Sequence[str]) -> list[str]:
    gone = [name for name in records.mapping.courses if name not in seen]
    return [phrase('no spell is in course "{name}": it is left out', name=name) for name in gone]


Needs = tuple[dict[str, NeedFound], dict[str, Any]]


def _needs(
    records: Records, came: Arrivals, names: Sequence[str], write: Writer, smallest: int
) -> Needs:
    """Need by course, and what the citizens bring along."""
    levels = levels_of_new(came, write)
    people: dict[str, Any] = {} if levels is None else {"start_level": levels}
    here = presence(records, came.teams)
    if here is None or not len(here.part):
        return {}, people
    order = list(records.mapping.courses)
    found = {
        name: need_found(here, order.index(name), write.levels, smallest)
        for name in names
        if name not in records.hospitals
    }
    if (lost := unmet_per_delivered(records)) > 0:
        found = {name: as_needed(of, lost) for name, of in found.items()}
    people["multiplier_sd"] = write.by_level(multiplier_sd(here, write.levels, smallest), "ratio")
    return found, people


def _tree(
    records: Records, came: Arrivals, courses: Sequence[CourseFound], needs: Needs, write: Writer
) -> tuple[dict[str, Any], list[str]]:
    need, people = needs
    services = [name for name in SERVICES if any(name in of.hours for of in need.values())]
    cost = hour_prices(records, services, write) if need else {"cost_per_hour_dkk": {}}
    pay, is_said = town_tariff(records, need, cost, write)
    names = [found.name for found in courses]
    back = relapse(came, write)
    tree: dict[str, Any] = {
        "schema": 1,
        "title": f"Calibrated from {write.source}, {write.period}",
        "run": _run(records),
        "team": [_team(records, came, name, write) for name in came.teams],
        "intake": intake(came, names, write),
        **({"citizen": people} if people else {}),
        "course": [_course(records, found, need, write) for found in courses],
        **({"relapse": back} if back else {}),
        **_staff(records, write),
        "prices": cost,
        "tariff": pay,
    }
    unsaid = phrase("the mapping says no tariff: the rates pay what the care costs")
    return tree, [] if is_said else [unsaid]


def _staff(records: Records, write: Writer) -> dict[str, Any]:
    """What happens above capacity, where the mapping says that staff limits it."""
    found = temporary_share(records.accounts)
    if found is None or "staff" not in records.mapping.values.scenario:
        return {}
    return {"staff": {"temporary_share": write.number(found, "share")}}


def _run(records: Records) -> dict[str, Any]:
    import datetime as dt

    last = records.mapping.values.records.last_day
    monday = last + dt.timedelta(days=7 - last.weekday())
    return {"start": monday, "weeks": 104, "initial": "stationary", "replications": 30, "seed": 1}


def _team(records: Records, came: Arrivals, name: str, write: Writer) -> dict[str, Any]:
    team = {"name": name, "inflow_per_week": counted_inflow(records, came, name, write)}
    own = [p for p in records.staff if p.team == name]
    posts = mean_posts(own)
    if posts and "staff" in records.mapping.values.scenario:
        if away := absence(own):
            team["absence_share"] = {
                profession: write.number(of, "share") for profession, of in away.items()
            }
        team["full_time_equivalents"] = {
            profession: write.number(point(amount, write.smallest), "full-time equivalents")
            for profession, amount in posts.items()
        }
    return team


def _course(
    records: Records, found: CourseFound, need: dict[str, NeedFound], write: Writer
) -> dict[str, Any]:
    table = course_table(found, records.mapping.values.course[found.name], write)
    if found.name in need:
        own = need_table(need[found.name], write)
        table = {"name": table.pop("name"), "kind": table.pop("kind"), **own, **table}
    return table


def _over(tree: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The tree with what the mapping says laid over it; teams and courses by name."""
    merged = dict(tree)
    for key, value in said.items():
        if key in {"team", "course"} and isinstance(value, dict):
            merged[key] = [_merged(row, value.get(row["name"], {})) for row in tree[key]]
        else:
            merged[key] = _merged(tree.get(key), value)
    return merged


def _merged(below: Any, over: Any) -> Any:  # noqa: ANN401 - TOML
    if not isinstance(below, dict) or not isinstance(over, dict) or "value" in over:
        return over
    return {**below, **{key: _merged(below.get(key), value) for key, value in over.items()}}
