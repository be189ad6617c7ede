"""Every change of the disk goes through here: files, folders, names, removals.

A file is made anew or takes its name by one rename, and a folder that Forløb names is a folder,
so that links in somebody else's folder lead no write out of it. What is written has reached the
disk before it gets its name. A test puts a watcher into `watchers` and kills the process at
each call in turn.
"""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

Watcher = Callable[[str, Path], None]

watchers: list[Watcher] = []
"""Told before and after each call what it is, as "before rename", and where."""

_NEW: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL  # refuses a link as well, on every system
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_PART: Final = ".part"


@contextmanager
def told(call: str, path: Path) -> Iterator[None]:
    """Tell the watchers before and after a call that changes the disk."""
    for watcher in watchers:
        watcher(f"before {call}", path)
    yield
    for watcher in watchers:
        watcher(f"after {call}", path)


def write_bytes(content: bytes, path: Path, *, mode: int = 0o666) -> None:
    """Write a new file and wait until it is on the disk.

    Raises
    ------
    FileExistsError
        When anything has that name, be it a link that leads nowhere.
    """
    with told("create", path):
        number = os.open(path, _NEW, mode)
    with os.fdopen(number, "wb") as file, told("write", path):
        file.write(content)
        file.flush()
        os.fsync(number)


def write_text(text: str, path: Path) -> None:
    """Write a new file of text, as `write_bytes` does."""
    write_bytes(text.encode(), path)


def replace_bytes(content: bytes, path: Path, *, mode: int = 0o666) -> None:
    """Put a file under its name in one stroke: never half a file there, nor through a link."""
    part = path.with_name(f".{path.name}{_PART}")
    remove_file(part)
    write_bytes(content, part, mode=mode)
    put_in_place(part, path)


def replace_text(text: str, path: Path) -> None:
    """Put a text under its name in one stroke, as `replace_bytes` does."""
    replace_bytes(text.encode(), path)


def replace_named(text: str, path: Path) -> None:
    """Put a text where a user says: over a file, but over nothing else.

    Raises
    ------
    OSError
        When a link, a folder or a device has that name.
    """
    if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "is a link or no file; name a file", str(path))
    replace_text(text, path)


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """A new, empty file for a library to fill; afterwards it is on the disk."""
    with told("create", path):
        os.close(os.open(path, _NEW, 0o666))
    with told("write", path):
        yield
        reach_disk(path)


@contextmanager
def in_one_stroke(path: Path) -> Iterator[Path]:
    """A new file for a library to fill, which takes a name when it is whole; else it is gone."""
    part = path.with_name(f".{path.name}{_PART}")
    remove_file(part)
    try:
        with claimed(part):
            yield part
        put_in_place(part, path)
    except BaseException:
        remove_file(part)
        raise


def make_folder(path: Path, *, mode: int = 0o777) -> None:
    """Make a folder that is not there.

    Raises
    ------
    FileExistsError
        When anything has that name.
    """
    with told("folder", path):
        path.mkdir(mode)


def made_folder(path: Path, *, mode: int = 0o777) -> Path:
    """The folder, made if it is not there; the way to it is the user's and may hold links.

    Raises
    ------
    OSError
        When a link or a file has that name, or it cannot be made.
    """
    if path.is_symlink():
        raise link_in_the_way(path)
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            make_folder(path, mode=mode)
        except FileExistsError:  # another process was first
            if path.is_symlink() or not path.is_dir():
                raise
    return path


def link_in_the_way(path: Path) -> OSError:
    """The error for a link that has the name of a file or folder of ours."""
    return OSError(errno.ELOOP, "is a link, and nothing is written through links", str(path))


def put_in_place(old: Path, new: Path) -> None:
    """Give a file or a folder its name, in one stroke; a file or a link there is replaced."""
    with told("rename", new):
        old.replace(new)
    reach_disk(new.parent)


def remove_file(path: Path) -> None:
    """Remove a file, or a link and not what it leads to; absent is fine."""
    if os.path.lexists(path):
        with told("remove", path):
            path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Remove a folder with all in it, or whatever else has its name; absent is fine.

    Of a link it removes the link, not what it leads to.
    """
    if path.is_symlink() or not path.is_dir():
        remove_file(path)
    else:
        with told("remove", path):
            shutil.rmtree(path)


def reach_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder
        return
    number = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
