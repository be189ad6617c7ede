"""The state in which a replication ended, as one file in NumPy's own form.

It holds what tables and sums are made of: the reported spells, the sums of teams and weeks, and who
the citizens are. Each column is an entry of one record, in the narrowest type of whole numbers that
holds it, so the file is written in a fraction of the time that its tables take.
"""

from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from sim.model.parameters import Floats, Ints
from sim.model.state import CITIZENS, ROW_KINDS, SPELLS, Citizens, Spells, State, TeamWeeks

STATE: Final = "state.npy"

Column = Ints | Floats

_OF_CITIZENS: Final = ("home", "source", "day", "number")
"""Who a citizen is; the rest of a citizen's row is in no table."""

_NAMES: Final = (
    *(f"citizens.{name}" for name in _OF_CITIZENS),
    *(f"spells.{name}" for name in Spells._fields),
    *(f"weeks.{name}" for name in TeamWeeks._fields),
)

_WHOLE: Final = tuple(np.dtype(kind) for kind in ("i1", "<i2", "<i4", "<i8"))
_MOST_OF_HEAD: Final = 1 << 16
"""Letters of the head, which names every column."""


def state_in_bytes(state: State, reported: Ints) -> bytes:
    """A state with the rows of these spells, as the file has it."""
    columns = _columns_of(state, reported)
    kinds = [(name, _narrow(column), column.shape) for name, column in columns.items()]
    record = np.zeros((), kinds)
    for name, column in columns.items():
        record[name][...] = column
    file = BytesIO()
    np.save(file, record, allow_pickle=False)
    return file.getvalue()


def _columns_of(state: State, reported: Ints) -> dict[str, Column]:
    come = int(state.rows[CITIZENS])
    every = [
        *(getattr(state.citizens, name)[:come] for name in _OF_CITIZENS),
        *(column[reported] for column in state.spells),
        *state.weeks,
    ]
    return dict(zip(_NAMES, every, strict=True))


def _narrow(column: Column) -> npt.DTypeLike:
    """The narrowest type that holds a column."""
    if column.dtype.kind != "i":
        return column.dtype
    low, high = (column.min(), column.max()) if column.size else (0, 0)
    fitting = [t for t in _WHOLE if np.iinfo(t).min <= low and high <= np.iinfo(t).max]
    return fitting[0]


def state_at(path: Path) -> State:
    """The state of a file; what is in no table is not there.

    Raises
    ------
    ValueError
        When the file holds none, or one with other columns.
    """
    content = path.read_bytes()
    head = BytesIO(content)
    version = np.lib.format.read_magic(head)
    if version != (1, 0):
        raise ValueError(f"NumPy's form {version} is none in which a state is written")
    _, _, kind = np.lib.format.read_array_header_1_0(head, max_header_size=_MOST_OF_HEAD)
    if kind.names != _NAMES:
        raise ValueError("it has other columns than a state")
    # Nothing that the head says is made room for: the record lies in the bytes that were read.
    record = np.frombuffer(content, kind, count=1, offset=head.tell())[0]
    return _state_of({name: _wide(record[name]) for name in _NAMES})


def _wide(column: npt.NDArray[Any]) -> Column:
    if column.dtype.kind == "f":
        return column.astype(np.float64)
    return column.astype(np.int64)


def _state_of(columns: dict[str, Column]) -> State:
    absent = cast("Any", None)  # to look at it is a fault
    every = [columns[name] for name in _NAMES]
    who, rest = every[: len(_OF_CITIZENS)], every[len(_OF_CITIZENS) :]
    citizens = dict.fromkeys(Citizens._fields, absent) | dict(zip(_OF_CITIZENS, who, strict=True))
    spells = Spells._make(rest[: len(Spells._fields)])
    rows = np.zeros(ROW_KINDS, np.int64)
    rows[[CITIZENS, SPELLS]] = len(citizens["home"]), len(spells.citizen)
    return State(
        rows=rows,
        citizens=Citizens(**citizens),
        spells=spells,
        parts=absent,
        weeks=TeamWeeks._make(rest[len(Spells._fields) :]),
        teams=absent,
        settlement=absent,
        clinic=absent,
        nursing_home=absent,
        waiting=absent,
        refused=absent,
    )
