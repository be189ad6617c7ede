"""Type of a fault or warning in a JSON document."""

from typing_extensions import TypedDict


class WarningRow(TypedDict):
    """One thing that is wrong in a file, or hardly meant; lines and columns count from 1."""

    file: str
    line: int
    column: int
    key: str
    what: str
    remedy: str
