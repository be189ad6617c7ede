"""What must be the same on every machine: versions, our own source, and the rules.

Dask compares none of it, and knows a function of a module by its name alone, so an edited rule
would be answered with the old one's money. All of it therefore goes along with every task.
"""

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import sim
from sim.experiments.folder.record import versions
from sim.model.rulebook import Rulebook

Stack = dict[str, str]

_ALSO: Final = ("numba", "llvmlite", "scipy", "distributed")
_DIGITS: Final = 16
_PLAIN: Final = (int, float, str, bytes, bool, complex, type(None), type(...))


@cache
def stack_here() -> Stack:
    """Versions of what the numbers are made by in this process, and our own source's sum."""
    own = {name: str(of) for name, of in versions().items()}
    return own | {name: _version(name) for name in _ALSO} | {"source": _source_sum()}


def otherwise_there(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """What of a stack is another there, in words; nothing where all is the same."""
    return ", ".join(
        f"{name} {found.get(name, 'absent')} (here {of})"
        for name, of in wanted.items()
        if found.get(name) != of
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _source_sum() -> str:
    """Sum of the package's Python files, whatever they are called by the installation."""
    home = Path(sim.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*.py"), key=lambda path: path.relative_to(home).parts):
        digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


# Rules


def rulebook_hash(rules: Rulebook) -> str:
    """Sum of what rules do: their code, their constants, and the functions of theirs they call."""
    digest = hashlib.sha256()
    seen: set[int] = set()
    for name, rule in rules._asdict().items():
        digest.update(f"\0{name}\0".encode())
        for part in _parts(rule, seen):
            digest.update(part.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()[:_DIGITS]


def _parts(value: Any, seen: set[int]) -> Iterator[str]:  # noqa: ANN401 - whatever a rule uses
    """Text of a function, a constant or a collection of them, the same in every process."""
    if isinstance(value, FunctionType):
        if id(value) not in seen:
            seen.add(id(value))
            yield from _function(value, seen)
    elif isinstance(value, _PLAIN):
        yield repr(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _parts(one, seen)
    elif isinstance(value, frozenset | set):
        yield from sorted(repr(one) for one in value)
    elif isinstance(value, type) or hasattr(value, "__spec__"):
        yield getattr(value, "__name__", "")
    else:
        yield hashlib.sha256(pickle.dumps(value)).hexdigest()


def _function(function: FunctionType, seen: set[int]) -> Iterator[str]:
    yield function.__name__
    yield from _parts(function.__defaults__ or (), seen)
    yield from _parts(tuple(cell.cell_contents for cell in function.__closure__ or ()), seen)
    for code in _codes(function.__code__):
        yield code.co_code.hex()
        yield " ".join(code.co_names + code.co_varnames)
        yield from _parts([c for c in code.co_consts if not isinstance(c, CodeType)], seen)
        for name in code.co_names:
            if name in function.__globals__:
                yield from _parts(function.__globals__[name], seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)
