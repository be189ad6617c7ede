"""`sim.calibrate` of tables: the scenario that meets them, and what they leave open."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.calibration.aggregates.fitted import FreeFound, TablesMet, met
from sim.calibration.aggregates.free import Free, Value, free_numbers, moved_numbers, scaled_number
from sim.calibration.aggregates.grouped import StayFound
from sim.calibration.aggregates.targets import TablesRead, Target, read_tables
from sim.calibration.aggregates.twin import FirstPlaces
from sim.calibration.fits.estimate import Z
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import Mapping as RecordsMapping
from sim.calibration.town.numbers import six_digits
from sim.experiments.expectation import expectation
from sim.experiments.prepared.prepare import prepare
from sim.model.terms import LEVELS, OUTS
from sim.scenario.faults.fault import key_text
from sim.scenario.files.canonical import json_tree
from sim.scenario.reading import Scenario, changed_scenario, load_scenario, restored_scenario
from sim.words import percent_said, phrase


class Aggregated(NamedTuple):
    """A scenario that meets tables."""

    scenario: Scenario
    tables: TablesRead
    met: TablesMet
    notes: list[str]


def aggregated(mapping: RecordsMapping) -> Aggregated:
    """The scenario that meets the tables of a mapping.

    Raises
    ------
    ScenarioError
        When the scenario that they are laid over is wrong.
    RecordsError
        When tables cannot be read, or say what the scenario does not know.
    """
    asked = mapping.values.aggregates
    if asked is None:
        raise ValueError("the mapping has no aggregates")
    tables = read_tables(mapping)
    base = _with_leads(_with_stays(_based(mapping, tables), tables.stays), tables.leads)
    _known(base, tables, mapping)
    solved = expectation(base, moments="mean").tree
    if solved["moves_the_mean"]:
        what = phrase(
            "cannot be solved by the twin: {why}", why="; ".join(solved["moves_the_mean"])
        )
        remedy = phrase("take that out, and put it into the scenario that is written")
        raise RecordsError([RecordFault(asked.scenario, 0, "", what, remedy)])
    free = free_numbers(base, tables.targets, tables.stays, asked.widest)
    found = met(prepare(base), free, tables.targets, _first(base, free))
    written = changed_scenario(base, _wrapped(base, found, mapping))
    return Aggregated(written, tables, found, _notes(found, tables))


def _based(mapping: RecordsMapping, tables: TablesRead) -> Scenario:
    """The scenario to start from, with the teams that the tables name."""
    asked = mapping.values.aggregates
    base = load_scenario(mapping.path.parent / str(asked and asked.scenario))
    if not tables.teams:
        return base
    by_name = {row["name"]: row for row in base.tree["team"]}
    first = base.tree["team"][0]
    new = {target.team: target.value for target in tables.targets if _is_all_new(target)}
    share = sum(_inflow(row) for row in base.tree["team"]) / len(tables.teams)
    teams = []
    for name in tables.teams:
        own = by_name.get(name, {**first, "name": name})
        own = {key: value for key, value in own.items() if name in by_name or key not in _OWN}
        teams.append({**own, "inflow_per_week": new.get(name, share)})
    tree = {**base.tree, "team": teams, "run": _run(mapping, base)}
    return restored_scenario(json_tree(tree), base.path)


_OWN: Final = ("key", "label", "payers")
"""Keys of a team that no other may share."""


def _run(mapping: RecordsMapping, base: Scenario) -> dict[str, Any]:
    """The run begins on the Monday after the tables' last day, in its long run."""
    import datetime as dt

    last = mapping.values.records.last_day
    monday = last + dt.timedelta(days=7 - last.weekday())
    return {**base.tree["run"], "start": monday, "initial": "stationary"}


def _is_all_new(target: Target) -> bool:
    return target.figure == "new" and target.course is None and target.level is None


def _inflow(row: Mapping[str, Any]) -> float:
    """Citizens a week of a team as a scenario writes it."""

    def plain(value: Any) -> float:  # noqa: ANN401 - TOML
        if isinstance(value, dict):
            return plain(value["value"]) if "value" in value else sum(map(plain, value.values()))
        return float(value) if isinstance(value, int | float) else 1.0

    return plain(row["inflow_per_week"])


def _with_stays(base: Scenario, stays: Mapping[str, StayFound]) -> Scenario:
    """The scenario with stays as grouped tables have them."""
    known = {course.name for course in base.values.course}
    changes: dict[str, Any] = {}
    for name, of in stays.items():
        if name not in known:
            continue
        key = key_text(("course", name, "stay"))
        if of.law is not None and of.cv is not None:
            changes[key] = {
                "distribution": of.law,
                "mean_weeks": of.mean_weeks,
                **({"sd_weeks": of.mean_weeks * of.cv} if of.law != "exponential" else {}),
            }
        else:
            changes |= _to_mean(base, key, of.mean_weeks)
            changes |= {f"{key}.sd_weeks": of.mean_weeks * of.cv} if of.cv is not None else {}
    return changed_scenario(base, changes) if changes else base


def _with_leads(base: Scenario, leads: Mapping[str, Mapping[str, float]]) -> Scenario:
    """The scenario with exits as a table has them; a course that it has none of keeps its own."""
    rows = [
        {**row, "exits": _exits(leads[row["name"]])} if row["name"] in leads else row
        for row in base.tree["course"]
    ]
    return restored_scenario(json_tree({**base.tree, "course": rows}), base.path) if leads else base


def _exits(of: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"to": to, "probability": share} for to, share in of.items() if share > 0]


def _to_mean(base: Scenario, key: str, mean_weeks: float) -> dict[str, Value]:
    """A stay moved to a mean, its spread in proportion."""
    numbers = {row.key: row.value for row in base.ledger if row.key.startswith(f"{key}.")}
    mean = numbers.get(f"{key}.mean_weeks")
    now = sum(mean) / len(mean) if isinstance(mean, list) else mean
    return {k: scaled_number(v, mean_weeks / float(now)) for k, v in numbers.items()} if now else {}


def _known(base: Scenario, tables: TablesRead, mapping: RecordsMapping) -> None:
    """Whatever the tables tell apart, the scenario must know."""
    names = {
        "course": {course.name for course in base.values.course},
        "exit": set(OUTS),
    }
    faults = []
    for key, known in names.items():
        said = {getattr(target, key) for target in tables.targets} - {None}
        said |= {*tables.stays, *tables.leads} if key == "course" else set()
        for name in sorted(said - known):
            what = phrase('tables name {key} "{name}", which is none', key=key, name=name)
            remedy = phrase(
                "list its code under the codes of the table: it may be {names}",
                names=", ".join(sorted(known)),
            )
            faults.append(RecordFault(mapping.path.name, 0, "", what, remedy))
    if faults:
        raise RecordsError(faults)


def _first(base: Scenario, free: Sequence[Free]) -> Callable[[Sequence[float]], FirstPlaces]:
    """Shares of first courses and levels, of all sources together, under given factors."""
    numbers = {row.key: row.value for row in base.ledger}

    come = _by_source(numbers)

    def shares(factors: Sequence[float]) -> FirstPlaces:
        now = {**numbers, **moved_numbers(free, factors)}
        courses: dict[str, float] = {}
        for key, value in now.items():
            if key.startswith("intake."):
                source, _, name = key.removeprefix("intake.").rpartition(".")
                courses[name] = courses.get(name, 0.0) + float(value) * come.get(source, 1.0)
        levels = [v for key, v in now.items() if key.startswith("citizen.start_level")]
        mean = [sum(col) / len(levels) for col in zip(*levels, strict=True)] if levels else []
        return FirstPlaces(courses, mean or [1.0, *[0.0] * (LEVELS - 1)])

    return shares


def _by_source(numbers: Mapping[str, Any]) -> dict[str, float]:
    """Share of the new citizens by source; none where an inflow is one number."""
    sums: dict[str, float] = {}
    for key, value in numbers.items():
        if key.startswith("team.") and ".inflow_per_week." in key:
            source = key.rpartition(".")[2]
            sums[source] = sums.get(source, 0.0) + float(value)
    total = sum(sums.values())
    return {source: one / total for source, one in sums.items()} if total else {}


def _wrapped(base: Scenario, found: TablesMet, mapping: RecordsMapping) -> dict[str, Any]:
    """Every number that moved, with its unit, source, status and range."""
    units = {row.key: row.unit for row in base.ledger}
    period = f"{mapping.values.records.first_day}/{mapping.values.records.last_day}"
    values = moved_numbers([of.free for of in found.found], found.factors)
    changes: dict[str, Any] = {}
    for of in found.found:
        for key in of.free.numbers:
            at = key.rpartition("[")[0] if key.endswith("]") else key
            changes[at] = {
                "value": _digits(values[at]),
                **({"unit": units[at]} if units.get(at) else {}),
                "source": _source(of, mapping),
                "status": "measured" if of.is_said else "assumed",
                "period": period,
                **({} if of.free.is_share else _range(values[at], of.error)),
            }
    return {**changes, **_spreads(base, found)}


def _source(of: FreeFound, mapping: RecordsMapping) -> str:
    source = mapping.values.records.source
    return source if of.is_said else f"{source}; left open between low and high"


def _digits(value: Value) -> Value:
    return [six_digits(one) for one in value] if isinstance(value, list) else six_digits(value)


def _range(value: Value, error: float) -> dict[str, Any]:
    wide = math.exp(Z * error)
    low, high = scaled_number(value, 1.0 / wide), scaled_number(value, wide)
    return {"low": _digits(low), "high": _digits(high), "law": "lognormal"}


def _spreads(base: Scenario, found: TablesMet) -> dict[str, Value]:
    """Weekly spread of need in proportion to the need."""
    numbers = {row.key: row.value for row in base.ledger}
    changes: dict[str, Value] = {}
    for course in base.values.course:
        head = f"{key_text(('course', course.name, 'hours_per_week'))}."
        spread = key_text(("course", course.name, "hours_sd"))
        own = [of for of in found.found if of.free.name.startswith(head)]
        sd = numbers.get(spread)
        before = sum(_sum(v) for of in own for v in of.free.numbers.values())
        after = sum(of.factor * _sum(v) for of in own for v in of.free.numbers.values())
        if sd and before:
            changes[spread] = _digits(scaled_number(sd, after / before))
    return changes


def _sum(value: Value) -> float:
    return sum(value) if isinstance(value, list) else value


_FAR: Final = 3.0
"""Errors from which a target counts as not met."""


def _notes(found: TablesMet, tables: TablesRead) -> list[str]:
    notes = []
    far = [
        target
        for target, kept in zip(tables.targets, found.kept, strict=True)
        if abs(kept - target.value) > _FAR * target.error
    ]
    if far:
        notes.append(
            phrase("{count} numbers of the tables cannot be met at once: see gap", count=len(far))
        )
    granted, delivered = (
        sum(t.value for t in tables.targets if t.figure == figure)
        for figure in ("granted", "delivered")
    )
    if granted and delivered:
        share = phrase(
            "{share} of the granted hours were delivered", share=percent_said(delivered / granted)
        )
        notes.append(share)
    return notes
