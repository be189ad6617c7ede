"""Packages that only some commands use: the extras of pyproject.toml.

What uses an extra imports its packages within `needs_extra`, when it runs and never before, so
that everything else works without them, `--help` too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sim.words import phrase


class MissingExtraError(ImportError):
    """A package of an extra is not installed; the text says which and what to do."""


@contextmanager
def needs_extra(extra: str, purpose: str) -> Iterator[None]:
    """Import packages of an extra within this, for example to write a spreadsheet.

    Parameters
    ----------
    extra
        A name under `[project.optional-dependencies]`.
    purpose
        What cannot be done without it, as the message begins.

    Raises
    ------
    MissingExtraError
        When a package that is imported is not there.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        message = phrase(
            "{purpose} needs the extra {extra}, and {name} is not installed; install it with: "
            "pip install 'forloeb[{extra}]'",
            purpose=purpose,
            extra=extra,
            name=missing.name,
        )
        raise MissingExtraError(message, name=missing.name) from missing
