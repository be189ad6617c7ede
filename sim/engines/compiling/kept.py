"""Files kept from one process to the next, read only if nobody else can have put them there.

An entry is one file: the sum of all that follows, a line that says what it is of and how long
its parts are, and the parts. It is read once, and only the bytes that gave the sum are handed
on. A sum finds damage, not malice: an entry is therefore read only from a folder that is the
user's alone, and only if the file is the user's own. Where a system names no owners (Windows)
nothing is kept.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import parent_process
from pathlib import Path
from typing import Final, NamedTuple

from sim.writing import made_folder, put_in_place, remove_file, remove_folder, write_bytes

Parts = dict[str, bytes]
"""Contents of an entry by their names."""

_FORM: Final = 1
_ONLY_THE_USER: Final = 0o700
_OTHERS: Final = 0o077
_OTHERS_WRITE: Final = 0o022
_OPENED: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class UnsafePlaceError(Exception):
    """A folder in which nothing can be kept, and why."""


class DamagedEntryError(Exception):
    """An entry that is not as it was written, or not by this user."""


class CacheParent(NamedTuple):
    """A folder in which those of the entries are made; one the user names keeps its mode."""

    folder: Path
    is_ours: bool


def user() -> int:
    """Number of the user who runs this process; -1 where a system names none."""
    return os.geteuid() if hasattr(os, "geteuid") else -1


def private_folder(parent: CacheParent, name: str) -> Path:
    """A folder that only the user can read and write, made if it is not there.

    Raises
    ------
    UnsafePlaceError
        When there can be no such folder.
    """
    folder = parent.folder / name
    if user() < 0 or not hasattr(os, "O_NOFOLLOW"):
        raise UnsafePlaceError(f"{parent.folder}: this system does not say whose a file is")
    try:
        if parent.is_ours:
            _close_to_others(made_folder(parent.folder, mode=_ONLY_THE_USER))
        else:
            parent.folder.mkdir(_ONLY_THE_USER, parents=True, exist_ok=True)
        _close_to_others(made_folder(folder, mode=_ONLY_THE_USER))
    except OSError as fault:
        raise UnsafePlaceError(f"{fault.filename or folder}: {fault.strerror}") from fault
    return folder


def _close_to_others(folder: Path) -> None:
    """Let nobody else into the user's own folder; a link or another's folder is refused."""
    number = os.open(folder, _OPENED | os.O_DIRECTORY)
    try:
        if os.fstat(number).st_uid != user():
            raise UnsafePlaceError(f"{folder}: belongs to another user")
        if os.fstat(number).st_mode & _OTHERS:
            os.fchmod(number, _ONLY_THE_USER)
        if os.fstat(number).st_mode & _OTHERS:
            raise UnsafePlaceError(f"{folder}: cannot be closed to other users")
    finally:
        os.close(number)
    if not os.access(folder, os.W_OK):
        raise UnsafePlaceError(f"{folder}: cannot be written")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process works in a private folder, and keep them waiting.

    Where locks do not work nobody waits, and what two processes need is made by both.
    """
    if sys.platform == "win32":  # nothing is kept there
        yield
        return
    import fcntl

    number = os.open(folder, _OPENED | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def keep(path: Path, of: str, parts: Mapping[str, bytes]) -> None:
    """Write an entry and give it its name when it is on the disk; what had the name is gone.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    about = {"form": _FORM, "of": of, "parts": {name: len(part) for name, part in parts.items()}}
    body = b"\n".join([json.dumps(about).encode(), b"".join(parts.values())])
    part = path.with_name(f".{path.name}-{os.getpid()}.part")
    remove_file(part)
    try:
        write_bytes(b"\n".join([_sum(body), body]), part, mode=0o600)
        if path.is_symlink() or path.is_dir():
            remove_folder(path)
        put_in_place(part, path)
    except OSError:
        with suppress(OSError):
            remove_file(part)
        raise


def kept(path: Path, of: str) -> Parts | None:
    """Contents of an entry; None where there is none.

    Raises
    ------
    DamagedEntryError
        When it is not as it was written, by this user, and of what was asked for.
    """
    try:
        content = _own_bytes(path)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise DamagedEntryError(str(fault.strerror)) from fault
    total, _, body = content.partition(b"\n")
    if total != _sum(body):
        raise DamagedEntryError("its bytes are not those that were written")
    line, _, rest = body.partition(b"\n")
    try:
        about = json.loads(line)
        if (about["form"], about["of"]) != (_FORM, of):
            raise DamagedEntryError("it is of something else")
        return _cut(rest, about["parts"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DamagedEntryError("it is of another form") from fault


def drop(path: Path) -> None:
    """Remove an entry, or whatever has its name; what cannot be removed stays."""
    with suppress(OSError):
        remove_folder(path)


def say(what: str) -> None:
    """Tell the user in one line, once: the processes of a run are silent beside their parent."""
    if parent_process() is None:
        sys.stderr.write(f"forloeb: {what}\n")
        sys.stderr.flush()


def _own_bytes(path: Path) -> bytes:
    """Bytes of a file that nobody but the user can have written."""
    number = os.open(path, _OPENED)
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise DamagedEntryError("it is no file")
        if found.st_uid != user() or found.st_mode & _OTHERS_WRITE:
            raise DamagedEntryError("another user can have written it")
        return file.read()


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _cut(content: bytes, lengths: Mapping[str, int]) -> Parts:
    parts, begin = {}, 0
    for name, length in lengths.items():
        parts[name] = content[begin : begin + length]
        begin += length
    return parts
