"""Records in files: spells, weeks, staff and accounts, and the mapping that reads them again."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.calibration.reading.mapping import FILE_NAME
from sim.calibration.synthesis.dirt import DirtySpell, dirty_kinds, with_dirt
from sim.calibration.synthesis.lived import LivedRecords, lived
from sim.calibration.town.toml_text import tree_toml
from sim.model.terms import CHANGED_TEAM_NAME, HELD_NAME, LEVEL_CHANGE_NAME, RESUME_NAME, SERVICES
from sim.scenario.reading import Scenario
from sim.writing import made_folder, write_text


class FileShape(NamedTuple):
    """How files are written in a language."""

    headings: dict[str, str]
    delimiter: str
    decimal: str
    dates: str


SHAPES: Final = {
    "en": FileShape(
        {
            **{name: name for name in ("citizen", "team", "course", "level", "exit", "source")},
            **{name: name for name in ("service", "hours", "profession", "posts", "citizens")},
            "begins": "from",
            "ends": "to",
            "date": "week_of",
            "period": "week",
            "temporary_hours": "temporary_hours",
            "unmet_hours": "unmet_hours",
            "revenue_dkk": "revenue_dkk",
            "cost_dkk": "cost_dkk",
        },
        ",",
        ".",
        "%Y-%m-%d",
    ),
    "da": FileShape(
        {
            "citizen": "borger",
            "team": "hold",
            "course": "forløb",
            "level": "funktionsniveau",
            "begins": "fra",
            "ends": "til",
            "exit": "afslutning",
            "source": "kilde",
            "date": "uge fra",
            "service": "ydelse",
            "hours": "timer",
            "profession": "faggruppe",
            "posts": "fuldtidsstillinger",
            "period": "uge",
            "citizens": "borgere",
            "temporary_hours": "vikartimer",
            "unmet_hours": "ikke leverede timer",
            "revenue_dkk": "indtægt",
            "cost_dkk": "udgift",
        },
        ";",
        ",",
        "%d-%m-%Y",
    ),
}
"""Headings, delimiter, decimal sign and dates by language."""

_SPELLS: Final = ("citizen", "team", "course", "level", "begins", "ends", "exit", "source")
_WEEKS: Final = ("citizen", "date", "service", "hours")
_STAFF: Final = ("team", "profession", "posts")
_OF_STAFF: Final = ("temporary_hours", "unmet_hours")
"""What accounts tell of hours above capacity, where there is any."""
_ACCOUNTS: Final = ("team", "period", "citizens", "hours", *_OF_STAFF, "revenue_dkk", "cost_dkk")
COLUMNS: Final = {"spells": _SPELLS, "weeks": _WEEKS, "staff": _STAFF, "accounts": _ACCOUNTS}
"""What each table of records has, by what it means."""

_ESTIMATED: Final = (
    "schema",
    "title",
    "extends",
    "run",
    "team",
    "intake",
    "citizen",
    "course",
    "relapse",
)
"""What a calibration finds out; all else of a scenario stands in its mapping."""
_COURSE_KEPT: Final = ("profile", "outside_hours_per_week")
_TEAM_ESTIMATED: Final = ("name", "inflow_per_week", "intake", "full_time_equivalents")


def synthesise(  # noqa: PLR0913 - each is a choice of its own
    scenario: Scenario,
    weeks: int,
    folder: str | Path,
    *,
    dirt: float = 0.0,
    replication: int = 0,
    language: str = "en",
) -> list[Path]:
    """Write records as a municipality has them; the files written.

    Parameters
    ----------
    scenario
        Whose citizens, from its first day on.
    weeks
        Length of the records [weeks]; who is in care on the first day came before it.
    folder
        Made if it is not there; nothing in it is written over.
    dirt
        Share of the rows that are dirty.
    replication
        Which chance: other numbers give other citizens.
    language
        "en" or "da": headings, dates, decimal sign.

    Raises
    ------
    FileExistsError
        When a file of that name is there.
    """
    found = lived(scenario, weeks, replication)
    shape, place = SHAPES[language], made_folder(Path(folder))
    seed = 1_000_003 * (scenario.values.run.seed + 1) + replication
    first = scenario.values.run.start
    texts = {
        "spells": _text(shape, _SPELLS, _spell_rows(found, first, shape, dirt, seed)),
        "weeks": _text(shape, _WEEKS, _week_rows(found, first, shape, dirt, seed + 1)),
        "staff": _text(shape, _STAFF, _staff_rows(scenario, shape)),
        "accounts": _text(shape, _told(scenario), _account_rows(scenario, found, first, shape)),
    }
    texts = {name: text for name, text in texts.items() if text}
    written = {f"{name}.csv": text for name, text in texts.items()}
    written[FILE_NAME] = tree_toml(mapping_tree(scenario, weeks, shape, list(texts)))
    taken = [place / name for name in written if (place / name).exists()]
    if taken:
        raise FileExistsError(17, "is there already; name another folder", str(taken[0]))
    for name, text in written.items():
        write_text(text, place / name)
    return [place / name for name in written]


Rows = Iterable[Sequence[str]]


def _text(shape: FileShape, columns: Sequence[str], rows: Rows) -> str:
    """CSV with headings; empty where there is no row."""
    every = list(rows)
    if not every:
        return ""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=shape.delimiter, lineterminator="\n")
    writer.writerow([shape.headings[name] for name in columns])
    writer.writerows(every)
    return file.getvalue()


def _citizen(row: int) -> str:
    """A number with zeros in front, as such numbers are: no number to count with."""
    return f"{row + 1:06d}"


_SAME_COURSE: Final = {LEVEL_CHANGE_NAME, HELD_NAME, RESUME_NAME, CHANGED_TEAM_NAME, None}
"""Ends of a spell after which the same course goes on."""


def _spell_rows(
    found: LivedRecords, first: dt.date, shape: FileShape, dirt: float, seed: int
) -> Rows:
    began: set[int] = set()
    for spell in with_dirt(found.spells, dirt, seed):
        source = "" if spell.citizen in began or spell.begins < 0 else str(spell.source)
        began.add(spell.citizen)
        yield _spell_row(spell, source, first, shape)


def _spell_row(spell: DirtySpell, source: str, first: dt.date, shape: FileShape) -> Sequence[str]:
    ends = "" if spell.ends is None else _day(first, spell.ends - 1, shape)
    level = str(spell.level) if spell.has_level else ""
    exit_ = "" if spell.exit in _SAME_COURSE else spell.exit
    return (
        _citizen(spell.citizen),
        spell.team,
        spell.course,
        level,
        _day(first, spell.begins, shape),
        ends,
        str(exit_),
        source,
    )


def _day(first: dt.date, day: int, shape: FileShape) -> str:
    return (first + dt.timedelta(days=day)).strftime(shape.dates)


def _week_rows(
    found: LivedRecords, first: dt.date, shape: FileShape, dirt: float, seed: int
) -> Rows:
    odd = dirty_kinds(len(found.weeks), dirt, seed)
    for row, of in enumerate(found.weeks):
        monday = _day(first, 7 * of.week, shape)
        kind = odd.get(row)
        for service, hours in zip(SERVICES, of.hours, strict=True):
            if hours <= 0:
                continue
            sign = shape.decimal if kind is None else ","
            text = ".." if kind is not None and kind % 2 else f"{hours:.2f}".replace(".", sign)
            yield _citizen(of.citizen), monday, service, text


def _staff_rows(scenario: Scenario, shape: FileShape) -> Rows:
    staff = scenario.values.staff
    if staff is None:
        return
    for team in scenario.values.team:
        posts = team.full_time_equivalents or staff.full_time_equivalents
        for profession, amount in posts.items():
            yield team.name, profession, _number(amount, shape)


def _number(amount: float, shape: FileShape) -> str:
    return f"{amount:.2f}".replace(".", shape.decimal)


def _told(scenario: Scenario) -> tuple[str, ...]:
    """Columns of the accounts."""
    has_staff = scenario.values.staff is not None
    return tuple(key for key in _ACCOUNTS if has_staff or key not in _OF_STAFF)


def _account_rows(
    scenario: Scenario, found: LivedRecords, first: dt.date, shape: FileShape
) -> Rows:
    _, _, *amounts = _told(scenario)
    for of in found.accounts:
        year, week, _ = (first + dt.timedelta(weeks=of.week)).isocalendar()
        told = (_number(getattr(of, amount), shape) for amount in amounts)
        yield of.team, f"{year}-W{week:02d}", *told


def mapping_tree(
    scenario: Scenario, weeks: int, shape: FileShape, tables: Sequence[str]
) -> dict[str, Any]:
    """The mapping of records that were written: columns, courses and what no record can show."""
    start = scenario.values.run.start
    tree: dict[str, Any] = {
        "schema": 1,
        "records": {
            "first_day": start,
            "last_day": start + dt.timedelta(weeks=weeks, days=-1),
            "source": f"records synthesised from {scenario.stem}",
            "delimiter": shape.delimiter,
            "decimal": shape.decimal,
            "dates": shape.dates,
        },
    }
    for name in tables:
        used = _told(scenario) if name == "accounts" else COLUMNS[name]
        columns = {key: shape.headings[key] for key in used if key != "citizens"}
        tree[name] = {"file": f"{name}.csv", "columns": columns}
    tree["spells"] |= {"ends_are": "last_day"}
    tree["course"] = {
        course.name: {"kind": course.kind, "hazards": list(course.hazards_per_week)}
        for course in scenario.values.course
    }
    return {**tree, "scenario": _not_seen(scenario)}


def _not_seen(scenario: Scenario) -> dict[str, Any]:
    """What no record can show: tariff, prices, clinic, and what teams and courses say beside."""
    said = {key: value for key, value in scenario.tree.items() if key not in _ESTIMATED}
    courses = _kept(scenario.tree["course"], lambda key: key in _COURSE_KEPT)
    teams = _kept(scenario.tree["team"], lambda key: key not in _TEAM_ESTIMATED)
    return {
        **({"course": courses} if courses else {}),
        **({"team": teams} if teams else {}),
        **said,
    }


def _kept(rows: list[dict[str, Any]], is_kept: Any) -> dict[str, Any]:  # noqa: ANN401 - a predicate
    found = {
        row["name"]: {key: value for key, value in row.items() if key != "name" and is_kept(key)}
        for row in rows
    }
    return {name: keys for name, keys in found.items() if keys}
