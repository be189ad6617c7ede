"""What a machine of a cluster does: one piece of some work, if it stands on the same versions.

A piece depends on its arguments alone, so a piece that Dask runs twice gives the same twice.
"""

import pickle
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sim.experiments.cluster.stack import otherwise_there, rulebook_hash, stack_here
from sim.experiments.running.worker import Attempt, Work, attempt
from sim.model.rulebook import Rulebook


class Piece(NamedTuple):
    """A part of some work: its number, the name that tells it from others, and its arguments."""

    number: int
    name: str
    arguments: tuple[Any, ...]


class Pieces(NamedTuple):
    """Parts of some work by their numbers, each made when its turn comes."""

    numbers: Sequence[int]
    of: Callable[[int], Piece]
    """Travels to other processes: it has a name, or is a `partial`."""


def all_pieces(pieces: Iterable[Piece]) -> Pieces:
    """Pieces that are there already."""
    by_number = {piece.number: piece for piece in pieces}
    return Pieces(list(by_number), by_number.__getitem__)


class Wanted(NamedTuple):
    """On what a piece must stand."""

    stack: Mapping[str, str]
    rules: str


class Package(NamedTuple):
    """What all pieces share: a function, the rules in it, and its first arguments, pickled."""

    work: bytes
    digest: str


_unpacked: dict[str, tuple[Any, Rulebook]] = {}
"""The work that this process did last, by its sum."""

_one_at_a_time = threading.Lock()
"""Engines keep what they compile and refer to by process: threads of a worker take turns."""


def perform(packed: bytes, digest: str, wanted: Wanted, piece: Piece) -> Attempt:
    """Do one piece; another version or other rules than are wanted are refused by name."""

    def work(_: int) -> Any:  # noqa: ANN401 - whatever the work gives
        function, _rules = _unpacked[digest]
        return function(*piece.arguments)

    with _one_at_a_time:
        return _refused(packed, digest, wanted, piece) or attempt(work, piece.number)


def _refused(packed: bytes, digest: str, wanted: Wanted, piece: Piece) -> Attempt | None:
    """What is not as it must be here, before any work is done."""
    other = otherwise_there(wanted.stack, stack_here())
    if other:
        return _refusal(piece, f"worker {_address()} has another version: {other}")
    read = attempt(_reading(packed, digest), piece.number)
    if read.fault is not None:
        return _refusal(piece, f"worker {_address()} cannot read the work: {read.fault}")
    if rulebook_hash(_unpacked[digest][1]) != wanted.rules:
        return _refusal(piece, f"worker {_address()} has other rules under the same names")
    return None


def _reading(packed: bytes, digest: str) -> Work:
    def read(_: int) -> None:
        if digest not in _unpacked:
            _unpacked.clear()
            _unpacked[digest] = pickle.loads(packed)  # noqa: S301 - pickled by the user's own process

    return read


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _refusal(piece: Piece, why: str) -> Attempt:
    return Attempt(piece.number, f"{why}; install the same on all machines", unwritable=True)
