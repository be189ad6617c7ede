"""The rates found as TOML: a scenario of their own over the one they were found for."""

import json
from typing import Any, Final

from sim.economics.rates.found import RatesFound
from sim.economics.rates.paying import tariff_tables
from sim.economics.rates.reference import KIND, is_by_course
from sim.scenario.reading import Scenario
from sim.scenario.schema import SCHEMA_VERSION

_SCHEMA: Final = f"schema = {SCHEMA_VERSION}"
_UNITS: Final = {
    "weekly_dkk": "DKK per week",
    "step_down": "DKK per week",
    "lump_sum_dkk": "DKK per course",
}


def rates_toml(found: RatesFound, command: str) -> str:
    """Rates as a TOML file that extends the scenario's, or to be pasted into it.

    `command` is what found them, which becomes each rate's source; it names no day.
    """
    lines = [f"# {_claim(found)}", *_extending(found.setting.given)]
    if not is_by_course(found.setting.given):
        lines += ["", "[tariff]", f"kind = {_text(KIND)}"]
    tables = tariff_tables(found.setting, {of.row.place: of.rates for of in found.outcomes})
    for key, courses in tables.items():
        lines += (
            _step_downs(courses, command) if key == "step_down" else _table(key, courses, command)
        )
    return "".join(f"{line}\n" for line in lines)


def _extending(given: Scenario) -> list[str]:
    """Lines that make a scenario of the rates, where one file holds all the others."""
    if not given.path.is_file():
        name = f"{given.path.with_suffix('').as_posix()}+rates.toml"
        return [f"# To be laid over the files it was found for: {name}.", _SCHEMA]
    return [
        "# A scenario of its own, as seen from the folder of the command. To paste the tables into",
        "# another file instead, leave out the next two lines.",
        _SCHEMA,
        f"extends = {_text(given.path.as_posix())}",
    ]


def _claim(found: RatesFound) -> str:
    asked = found.asked
    if asked.total_dkk_per_year is not None:
        return f"Rates that are expected to pay {asked.total_dkk_per_year:,.0f} DKK a year."
    if asked.clinic_share is not None:
        return f"Rates that balance with {asked.clinic_share:.0%} of the nursing in the clinic."
    return "Rates at which the expected deviation is zero."


def _table(key: str, courses: dict[str, Any], command: str) -> list[str]:
    if not courses:
        return []
    said = _said(_UNITS[key], command)
    rows = [f"{_key(course)} = {_value(value, said)}" for course, value in courses.items()]
    return ["", f"[tariff.{key}]", *rows]


def _step_downs(courses: dict[str, Any], command: str) -> list[str]:
    said = _said(_UNITS["step_down"], command)
    lines: list[str] = []
    for course, step in courses.items():
        lines += ["", f"[tariff.step_down.{_key(course)}]"]
        lines.append(f"weekly_dkk = {_value(step['weekly_dkk'], said)}")
    return lines


def _said(unit: str, command: str) -> str:
    return f'unit = "{unit}", source = {_text(command)}, status = "expert"'


def _value(value: Any, said: str) -> str:  # noqa: ANN401 - as `tariff_tables` has it
    if isinstance(value, list) and isinstance(value[0], dict):
        dated = [f"    {{ from = {e['from']}, {_bare(e['value'])}, {said} }}," for e in value]
        return "\n".join(["[", *dated, "]"])
    return f"{{ {_bare(value)}, {said} }}"


def _bare(value: float | list[float]) -> str:
    if isinstance(value, list):
        return f"value = [{', '.join(_number(dkk) for dkk in value)}]"
    return f"value = {_number(value)}"


def _number(dkk: float) -> str:
    """A rate without zeros at its end."""
    return f"{dkk:.6f}".rstrip("0").rstrip(".")


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _key(course: str) -> str:
    is_bare = course.replace("_", "a").replace("-", "a").isalnum() and course.isascii()
    return course if is_bare else _text(course)
