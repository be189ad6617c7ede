"""Laying out what has not been checked as a whole: of another version, or a study's document."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError

from sim.experiments.folder.storage import ResultsError

_ODD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, TemplateError)


@contextmanager
def laying_out(path: Path) -> Iterator[None]:
    """Say what file it is that does not hold what a page needs.

    Raises
    ------
    ResultsError
        When laying it out fails.
    """
    try:
        yield
    except _ODD as fault:
        said = (str(fault).splitlines() or [""])[0] or type(fault).__name__
        message = f"{path}: does not hold what a report is made of ({said}); run it again"
        raise ResultsError(message) from fault
