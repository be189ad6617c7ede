"""Pydantic's faults in plain words: one fault for each wrong place.

Pydantic checks the plain tree of a day against `schema/`; its fault kinds, key paths and
inputs become the words that a planner reads. References between tables are in `checks/`.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.faults.suggestions import instead, listed, nearest_name
from sim.scenario.files.drafts import Draft
from sim.scenario.files.values import Unreadable
from sim.scenario.schema import FIRST_START, LAST_START, TAG
from sim.scenario.schema.shapes import FROM, KeyShape, shape_at, shape_of
from sim.words import known, phrase, phrase_count

_ABOVE_ALL: Final = ("schema", "extends")


def schema_faults(draft: Draft) -> set[Fault]:
    """Faults of the single values of a draft."""
    try:
        draft.form.model_validate(draft.tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return set()
    unknown = [_path(d) for d in details if _is_unknown(d)]
    return {
        _fault(draft, detail)
        for detail in details
        if not isinstance(detail["input"], Unreadable) and not _is_misspelt(draft, detail, unknown)
    }


def _path(detail: ErrorDetails) -> Path:
    """Way to the value, without pydantic's marks for the branches of a choice."""
    return tuple(p for p in detail["loc"] if p != "[key]" and not str(p).startswith(TAG))


def _is_unknown(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden" or detail["loc"][-1] == "[key]"


def _is_misspelt(draft: Draft, detail: ErrorDetails, unknown: list[Path]) -> bool:
    """A key is missing because it is misspelt, and the misspelling is a fault already."""
    if detail["type"] != "missing":
        return False
    *above, key = _path(detail)
    known = shape_at(above, draft.form).keys
    return any(
        list(path[:-1]) == above and nearest_name(str(path[-1]), known) == key for path in unknown
    )


def _fault(draft: Draft, detail: ErrorDetails) -> Fault:
    path = _path(detail)
    if _is_unknown(detail):
        return _unknown(draft, path)
    words = _WORDS.get(detail["type"], _otherwise)
    what, remedy = words(detail, At(path, shape_at(path, draft.form)))
    return draft.fault(path, what, remedy)


def _unknown(draft: Draft, path: Path) -> Fault:
    shape = shape_at(path[:-1], draft.form)
    key = str(path[-1])
    every = [*(_ABOVE_ALL if len(path) == 1 else ()), *shape.names]
    if nearest_name(key, every) is None and (home := _home(key, shape_of(draft.form))):
        return draft.fault(
            path, phrase("is not known here"), phrase("it belongs in {home}", home=home)
        )
    return draft.fault(path, phrase("is not known here"), instead(key, every, verb="use"))


def _home(key: str, form: KeyShape) -> str | None:
    """Table that a key belongs to, where only one has it."""
    top = form.keys
    homes = [f"[{name}]" for name, shape in top.items() if key in shape.keys]
    homes += [f"[[{n}]]" for n, shape in top.items() if shape.items and key in shape.items.keys]
    return homes[0] if len(homes) == 1 else None


Words = tuple[str, str]


class At(NamedTuple):
    """A place, and what may stand there."""

    path: Path
    shape: KeyShape

    @property
    def is_in_a_row(self) -> bool:
        """A list of tables lies above."""
        return any(isinstance(part, int) for part in self.path)

    @property
    def table(self) -> str:
        """Name of a table as its header has it: whole where no list lies above it."""
        return str(self.path[-1]) if self.is_in_a_row else ".".join(map(str, self.path))


def _missing(_detail: ErrorDetails, at: At) -> Words:
    shape = at.shape
    if shape.items is not None and shape.items.keys:
        return phrase("is missing"), phrase("add at least one [[{table}]] table", table=at.table)
    remedy = known("add the table {name}") if shape.keys else known("add the key {name}")
    return phrase("is missing"), phrase(remedy, name=at.path[-1])


def _no_number(detail: ErrorDetails, at: At) -> Words:
    value: Any = detail["input"]
    is_whole = detail["type"] == "int_type"
    if at.shape.items is not None and is_whole:
        said = known("must be a whole number or a list of five, one for each level, is {value}")
    elif at.shape.items is not None:
        said = known("must be a number or a list of five, one for each level, is {value}")
    elif is_whole:
        said = known("must be a whole number, is {value}")
    else:
        said = known("must be a number, is {value}")
    what = phrase(said, value=shown(value))
    if isinstance(value, str):
        return what, phrase("write it without quotes") if _reads_as_number(value) else phrase(
            "write a number"
        )
    if isinstance(value, int) and not isinstance(value, bool):
        return phrase("is absurdly large: {value}", value=shown(value)), phrase(
            "write a plausible number"
        )
    if isinstance(value, float):
        return what, phrase("write it without decimals")
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return what, phrase("for values by date, give each table a {from_}", from_=FROM)
    return what, phrase("write a number")


def _reads_as_number(text: str) -> bool:
    try:
        float(text.replace(",", ".").replace("_", ""))
    except ValueError:
        return False
    return True


def _not_finite(detail: ErrorDetails, _at: At) -> Words:
    return phrase("must be a finite number, is {input}", input=shown(detail["input"])), phrase(
        "write a number"
    )


def _bound(relation: str, name: str) -> Callable[[ErrorDetails, At], Words]:
    def words(detail: ErrorDetails, _at: At) -> Words:
        limit, value = detail["ctx"][name], detail["input"]
        if isinstance(value, dt.date):
            what = phrase(
                "must lie from {first_start} to {last_start}, is {value}",
                first_start=FIRST_START,
                last_start=LAST_START,
                value=value,
            )
            return what, phrase("check the year")
        within = phrase(relation, limit=_limit_text(limit))
        remedy = (
            phrase("write {within}", within=within)
            if value == 0
            else phrase("check the unit and the decimals")
        )
        if value < 0:
            remedy = phrase("check the sign")
        return phrase("must be {within}, is {value}", within=within, value=shown(value)), remedy

    return words


def _limit_text(limit: float) -> str:
    """Limit with its thousands apart, as TOML may write them."""
    return f"{int(limit):,}".replace(",", "_")


def _no_text(detail: ErrorDetails, _at: At) -> Words:
    value: Any = detail["input"]
    remedy = (
        phrase("write it in quotes")
        if not isinstance(value, dict | list)
        else phrase("write a text in quotes")
    )
    if isinstance(value, list) and any(isinstance(v, dict) and FROM in v for v in value):
        remedy = phrase("only numbers can change by date")
    return phrase("must be text, is {value}", value=shown(value)), remedy


def _no_switch(detail: ErrorDetails, _at: At) -> Words:
    value: Any = detail["input"]
    remedy = (
        phrase("write it without quotes") if isinstance(value, str) else phrase("write one of them")
    )
    return phrase("must be true or false, is {value}", value=shown(value)), remedy


def _no_date(detail: ErrorDetails, _at: At) -> Words:
    value: Any = detail["input"]
    what = phrase("must be a date, is {value}", value=shown(value))
    if isinstance(value, dt.datetime):
        return what, phrase("leave out the time of day: {date}", date=value.date())
    return what, phrase("write it as 2026-01-05, without quotes")


def _no_choice(detail: ErrorDetails, at: At) -> Words:
    value: Any = detail["input"]
    choices = _choices(str(detail["ctx"]["expected"]))
    many = len(choices) > 1
    said = (
        known("must be one of {names}, is {value}")
        if many
        else known("must be {names}, is {value}")
    )
    what = phrase(said, names=listed(choices), value=shown(value))
    if at.path == ("run", "initial"):
        return what, phrase("write one of them, or a table of counts by team and course")
    near = nearest_name(value, choices) if isinstance(value, str) else None
    if near is not None:
        return what, phrase('did you mean "{near}"?', near=near)
    return what, phrase("write one of them") if many else phrase('write "{name}"', name=choices[0])


def _choices(expected: str) -> list[str]:
    """Names in pydantic's text `'a', 'b' or 'c'`."""
    return expected.split("'")[1::2]


def _too_short(detail: ErrorDetails, at: At) -> Words:
    if at.shape.items is not None and at.shape.items.keys and not at.is_in_a_row:
        return phrase("is an empty list"), phrase(
            "add at least one [[{table}]] table", table=at.table
        )
    return _length(
        detail,
        (
            known("needs at least {count} value, has {actual}"),
            known("needs at least {count} values, has {actual}"),
        ),
    )


def _too_long(detail: ErrorDetails, _at: At) -> Words:
    return _length(
        detail,
        (
            known("takes at most {count} value, has {actual}"),
            known("takes at most {count} values, has {actual}"),
        ),
    )


def _length(detail: ErrorDetails, relation: tuple[str, str]) -> Words:
    limits = detail["ctx"]
    wanted = int(limits["min_length"] if "min_length" in limits else limits["max_length"])
    actual = len(detail["input"])
    if wanted == _LEVELS:
        what = phrase("needs 5 values, one for each level 0 to 4, has {actual}", actual=actual)
        are_whole = all(type(item) is int for item in detail["input"])
        if are_whole and actual == 2 * _LEVELS:
            return what, phrase(
                "a decimal comma makes two values of one; write decimals with a point: "
                "{with_points}",
                with_points=_with_points(detail["input"]),
            )
        if are_whole and actual > _LEVELS:
            return what, phrase(
                "give five values, or one number for all levels; a decimal comma makes two values "
                "of one, so write decimals with a point"
            )
        return what, phrase("give five values, or one number for all levels")
    return phrase_count(*relation, wanted, actual=actual), phrase("change the list")


_LEVELS: Final = 5


def _with_points(parts: list[int]) -> str:
    """Five numbers whose decimal commas parted them into ten."""
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return f"[{', '.join(f'{whole}.{decimals}' for whole, decimals in pairs)}]"


def _name_too_long(detail: ErrorDetails, _at: At) -> Words:
    what = phrase("is {count} characters long", count=len(detail["input"]))
    return what, phrase("write at most {max_length}", max_length=detail["ctx"]["max_length"])


def _empty_name(_detail: ErrorDetails, _at: At) -> Words:
    return phrase("is empty"), phrase("write a name")


def _no_table(detail: ErrorDetails, at: At) -> Words:
    what = phrase("must be a table, is {input}", input=shown(detail["input"]))
    if len(at.path) == 1:
        return what, phrase("write [{path}] above its keys", path=at.path[0])
    if at.path[-2:-1] == ("exits",):
        return what, phrase('write { to = "dead", probability = 0.1 }, or where it leads')
    return what, phrase("write { KEY = VALUE, ... }")


def _no_list(detail: ErrorDetails, at: At) -> Words:
    shape = at.shape
    if len(at.path) == 1:
        return phrase("must be a list of tables, is {input}", input=shown(detail["input"])), phrase(
            "write [[{name}]]", name=at.path[0]
        )
    if shape.items is not None and shape.items.keys:
        return phrase("must be a list of tables, is {input}", input=shown(detail["input"])), phrase(
            "write [ { ... } ]"
        )
    if not shape.is_numeric:
        return phrase("must be a list of names, is {input}", input=shown(detail["input"])), phrase(
            "write names in brackets"
        )
    what = phrase("must be a list of numbers, is {input}", input=shown(detail["input"]))
    return what, phrase("write five numbers in brackets, one for each level") if (
        at.path[-1] == "start_level" or "start_level" in at.path
    ) else phrase("write numbers in brackets")


def _otherwise(detail: ErrorDetails, _at: At) -> Words:
    return phrase("is {input}: {msg}", input=shown(detail["input"]), msg=detail["msg"]).replace(
        "\n", " "
    ), phrase("correct it")


_WORDS: Final[dict[str, Callable[[ErrorDetails, At], Words]]] = {
    "missing": _missing,
    "float_type": _no_number,
    "int_type": _no_number,
    "finite_number": _not_finite,
    "greater_than_equal": _bound(known("{limit} or more"), "ge"),
    "greater_than": _bound(known("more than {limit}"), "gt"),
    "less_than_equal": _bound(known("at most {limit}"), "le"),
    "less_than": _bound(known("less than {limit}"), "lt"),
    "string_type": _no_text,
    "bool_type": _no_switch,
    "date_type": _no_date,
    "literal_error": _no_choice,
    "too_short": _too_short,
    "too_long": _too_long,
    "string_too_long": _name_too_long,
    "string_too_short": _empty_name,
    "model_type": _no_table,
    "model_attributes_type": _no_table,
    "dict_type": _no_table,
    "list_type": _no_list,
}
