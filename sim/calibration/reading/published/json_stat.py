"""JSON-stat tables, as StatBanks and Eurostat publish them: each cell as a row.

A dimension stands twice, by its labels under its own label and by its codes under `label:code`.
`value` may be a list or an object by place; `status` says why a cell is not known. Version 2, and
the older form with one `dataset` inside. Source: JSON-stat 2.0, json-stat.org/full.
"""

import math
from collections.abc import Iterator
from typing import Any

from sim.calibration.reading.faults import RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.published.px import long_rows
from sim.calibration.reading.way import FileWay, Record, of_whole_file
from sim.words import number_said, phrase


def json_stat_table(read: Any, file: FileTable, way: FileWay) -> Iterator[Record]:  # noqa: ANN401 - JSON
    """Rows of a JSON-stat file that was read, headings first.

    Raises
    ------
    RecordsError
        When it is none.
    """
    of = _dataset(read, file)
    dimension = of["dimension"]
    ids, sizes = (of.get(key, dimension.get(key)) for key in ("id", "size"))
    if not _fit(ids, sizes, dimension):
        raise _broken(file.file, phrase("has no id and size that fit its dimensions"))
    names = [str(dimension[one].get("label") or one) for one in ids]
    codes = [_codes(dimension[one]["category"]) for one in ids]
    labels = [
        [str(dimension[one]["category"].get("label", {}).get(code, code)) for code in each]
        for one, each in zip(ids, codes, strict=True)
    ]
    wrong = [name for name, each, n in zip(names, codes, sizes, strict=True) if len(each) != n]
    if wrong:
        raise _broken(
            file.file, phrase('has another number of categories in "{name}"', name=wrong[0])
        )
    yield from long_rows(_apart(names, ids), labels, codes, _cells(of, sizes, file, way))


def _dataset(read: Any, file: FileTable) -> dict[str, Any]:  # noqa: ANN401 - JSON
    of = read.get("dataset", read) if isinstance(read, dict) else None
    if not isinstance(of, dict) or not isinstance(of.get("dimension"), dict) or "value" not in of:
        raise _broken(file.file, phrase("is no dataset of JSON-stat"))
    return of


def _fit(ids: Any, sizes: Any, dimension: dict[str, Any]) -> bool:  # noqa: ANN401 - JSON
    return (
        isinstance(ids, list)
        and isinstance(sizes, list)
        and len(ids) == len(sizes) > 0
        and all(isinstance(dimension.get(one), dict) for one in ids)
        and all(isinstance(dimension[one].get("category"), dict) for one in ids)
    )


def _codes(category: dict[str, Any]) -> list[str]:
    """Codes in order: `index` may be a list, an object, or be left out where there is one."""
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, dict):
        return sorted(index, key=index.__getitem__)
    return [str(code) for code in index]


def _apart(names: list[str], ids: list[str]) -> list[str]:
    """Labels of dimensions; its id where two have the same label."""
    return [
        name if names.count(name) == 1 else str(one) for name, one in zip(names, ids, strict=True)
    ]


def _cells(of: dict[str, Any], sizes: list[int], file: FileTable, way: FileWay) -> list[str | None]:
    count, value = math.prod(sizes), of["value"]
    if isinstance(value, list) and len(value) != count:
        what = phrase(
            "has {cells} values, and its dimensions ask for {count}",
            cells=number_said(len(value)),
            count=number_said(count),
        )
        raise _broken(file.file, what)
    if isinstance(value, dict):
        return [_text(value.get(str(place)), way) for place in range(count)]
    return [_text(one, way) for one in value]


def _text(cell: object, way: FileWay) -> str | None:
    """A value as the mapping says that numbers are written; `..` where it is not known."""
    if cell is None:
        return ".."
    if isinstance(cell, float | int):
        return repr(cell).replace(".", way.decimal)
    return str(cell)


def _broken(name: str, what: str) -> RecordsError:
    return of_whole_file(name, what, phrase("give the JSON-stat file as it was published"))
