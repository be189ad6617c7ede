"""JSON Schema of a scenario, a support plan or a reform, for editors that know TOML.

Made from `schema/`, with each number widened to what a file may write in its place: the
number, a table with its source, or a list by date. What must be there is relaxed where a
file that extends another may leave it out. Editors check types, bounds and keys with it;
`forloeb check` checks all.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from sim.scenario.schema import SCHEMA_VERSION, UNDATED, CourseTable, TeamTable
from sim.scenario.schema.courses import DestinationTable, ExitTable
from sim.scenario.schema.people import RunTable
from sim.scenario.schema.quantities import BORNE, SWITCHED
from sim.scenario.schema.reform import OfferTable, PayerTable, PrintedTable, ReformFile
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import FROM
from sim.scenario.schema.support_plan import PlanFile, ThemeTable
from sim.scenario.schema.wrapper import BEARER_KEY, BEARERS_KEY, PROVENANCE

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_UNDATED: Final = (RunTable.__name__, DestinationTable.__name__)
_NUMBERS: Final = ("number", "integer")
_ALWAYS_REQUIRED: Final = {
    ExitTable.__name__: ["to"],
    TeamTable.__name__: ["name"],
    CourseTable.__name__: ["name"],
    OfferTable.__name__: ["name"],
    PayerTable.__name__: ["name"],
    PrintedTable.__name__: ["what", "printed"],
    ThemeTable.__name__: ["theme", "hours_per_week"],
}

Json = dict[str, Any]


class Form(NamedTuple):
    """A kind of file: what is in it, and the file of its JSON Schema."""

    values: type[BaseModel]
    noun: str
    merged: str
    """What merges by name when a file extends another."""
    file_name: str
    elsewhere: frozenset[str] = frozenset()
    """Tables that may stand in another file."""


FORMS: Final[Mapping[str, Form]] = {
    "scenario": Form(Values, "scenario", "teams and courses", "forloeb.schema.json"),
    "plan": Form(PlanFile, "support plan", "nothing", "plan.schema.json"),
    "reform": Form(
        ReformFile,
        "reform",
        "offers and payers",
        "reform.schema.json",
        elsewhere=frozenset({"contract"}),
    ),
}


def schema_text(form: str = "scenario") -> str:
    """The JSON Schema as the file holds it."""
    return json.dumps(json_schema(form), indent=1, ensure_ascii=False) + "\n"


def json_schema(form: str = "scenario") -> Json:
    """JSON Schema of a kind of file."""
    tables: Json = FORMS[form].values.model_json_schema()
    numbers: Json = {}
    definitions = {
        name: _relaxed(name, _widened(table, numbers, may_be_dated=name not in _UNDATED))
        for name, table in tables.pop("$defs").items()
    }
    whole = _widened(tables, numbers, may_be_dated=True)
    needed = [key for key in whole.pop("required") if key not in FORMS[form].elsewhere]
    return {
        "$schema": _DIALECT,
        "title": f"Forløb {FORMS[form].noun}",
        "description": whole["description"],
        "type": "object",
        "additionalProperties": False,
        "required": ["schema"],
        "if": {"not": {"required": ["extends"]}},
        "then": {"required": needed},
        "properties": {**_file_keys(FORMS[form]), **whole["properties"]},
        "definitions": {**definitions, **dict(sorted(numbers.items()))},
    }


_TABLES: Final[Json] = {
    "tables": {
        "type": "object",
        "additionalProperties": False,
        "description": "Sheets with a row a team, or a row a course and level, as seen from this "
        "file: a .csv, or a sheet of an .xlsx. The teams are those of the sheet.",
        "properties": {
            key: {"type": "string", "description": f'As "{key}.csv" or "book.xlsx#{key}".'}
            for key in ("teams", "courses")
        },
    }
}
"""Where rows come from; only a scenario has it."""


def _file_keys(form: Form) -> Json:
    return {
        "schema": {"const": SCHEMA_VERSION, "description": "Version of the scenario format."},
        "extends": {
            "type": "string",
            "description": f"Another {form.noun}, as seen from this file, whose keys hold where "
            f"this one is silent. Tables merge, {form.merged} merge by name, all else is "
            "replaced.",
        },
        **(_TABLES if form.values is Values else {}),
    }


def _relaxed(name: str, table: Json) -> Json:
    """Table without the keys that an extended file may give instead."""
    table.pop("required", None)
    if name in _ALWAYS_REQUIRED:
        table["required"] = _ALWAYS_REQUIRED[name]
    return table


def _widened(node: Any, numbers: Json, *, may_be_dated: bool) -> Any:  # noqa: ANN401 - JSON
    """Part of a schema with each number, and each list of numbers, by its wider definition."""
    if isinstance(node, list):
        return [_widened(item, numbers, may_be_dated=may_be_dated) for item in node]
    if not isinstance(node, dict):
        return node
    may_be_dated = may_be_dated and UNDATED not in node
    if _is_quantity(node):
        reference = _reference(_bare(node), numbers, may_be_dated=may_be_dated)
        return {**reference, **{k: node[k] for k in ("description", "default") if k in node}}
    if _is_name_or_number(node):
        return _plain(node)
    return {
        _key(key): value
        if key in {"enum", "const", "required"}
        else _of_a_file(value)
        if key == "default"
        else _reference_moved(value)
        if key == "$ref"
        else {
            k: _widened(v, numbers, may_be_dated=may_be_dated)
            for k, v in value.items()
            if k != BEARERS_KEY
        }
        if key == "properties"
        else _widened(value, numbers, may_be_dated=may_be_dated)
        for key, value in node.items()
        if key not in {UNDATED, SWITCHED} and (key != "title" or isinstance(value, dict))
    }


def _of_a_file(default: Any) -> Any:  # noqa: ANN401 - JSON
    """A default without what is no key of a file."""
    if not isinstance(default, dict):
        return default
    return {key: _of_a_file(value) for key, value in default.items() if key != BEARERS_KEY}


def _key(key: str) -> str:
    return "anyOf" if key == "oneOf" else key


def _reference_moved(reference: str) -> str:
    return reference.replace("#/$defs/", "#/definitions/")


def _plain(node: Json) -> Json:
    return {_key(key): value for key, value in node.items() if key != "title"}


def _is_quantity(node: Json) -> bool:
    """A number, a list of numbers, or a switch that may be turned on a date."""
    items = node.get("items", {})
    is_list = node.get("type") == "array" and items.get("type") in _NUMBERS
    return node.get("type") in _NUMBERS or is_list or SWITCHED in node


def _is_name_or_number(node: Json) -> bool:
    branches = [branch for key in ("oneOf", "anyOf") for branch in node.get(key, ())]
    types = {b.get("type") for branch in branches for b in (branch, *branch.get("oneOf", ()))}
    return "string" in types and "integer" in types


def _bare(node: Json) -> Json:
    return {k: v for k, v in node.items() if k not in {"title", "description", "default", SWITCHED}}


def _reference(bare: Json, numbers: Json, *, may_be_dated: bool) -> Json:
    """Reference to the wider definition of a quantity, which is made when it is new."""
    name = _name(bare) + ("" if may_be_dated else "_undated")
    if name not in numbers:
        numbers[name] = {}  # before its items ask for it
        if "items" in bare:
            items = _reference(_bare(bare["items"]), numbers, may_be_dated=may_be_dated)
            bare = {**bare, "items": items}
        numbers[name] = {"anyOf": _forms(bare, may_be_dated=may_be_dated)}
    return {"$ref": f"#/definitions/{name}"}


def _name(bare: Json) -> str:
    """Name of a quantity by its bounds, as `number_min_0_max_1`."""
    if "items" in bare:
        return f"list_{bare.get('minItems', 0)}_to_{bare.get('maxItems')}_of_{_name(bare['items'])}"
    words = {"exclusiveMinimum": "above", "exclusiveMaximum": "below"}
    told = {k: v for k, v in bare.items() if k not in {"type", BORNE}}
    bounds = [f"{words.get(k, k[:3])}_{v:g}" for k, v in sorted(told.items())]
    marks = [BORNE] if BORNE in bare else []
    return "_".join([bare["type"], *bounds, *marks]).replace("-", "minus_").replace("+", "")


def _forms(bare: Json, *, may_be_dated: bool) -> list[Json]:
    beside = PROVENANCE_SCHEMA
    if BORNE in bare:
        beside = {**beside, BEARER_KEY.name: BEARER_KEY.json}
        bare = {k: v for k, v in bare.items() if k != BORNE}
    wrapped = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {"value": bare, **beside},
    }
    if not may_be_dated:
        return [bare, wrapped]
    date = {"type": "string", "format": "date", "description": "First day on which it holds."}
    dated = {
        **wrapped,
        "required": [FROM, "value"],
        "properties": {FROM: date, "value": bare, **beside},
    }
    return [bare, wrapped, {"type": "array", "minItems": 1, "items": dated}]


PROVENANCE_SCHEMA: Final[Json] = {key.name: key.json for key in PROVENANCE}
