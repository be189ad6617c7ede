"""Type of what `forloeb verify --json` prints."""

from typing import Literal

from typing_extensions import TypedDict


class CheckRow(TypedDict):
    """One thing that was looked at; `detail` says what is wrong, or what was seen."""

    check: str
    ok: bool
    detail: str


class VerificationTree(TypedDict):
    """What a results folder is, and everything that was looked at."""

    schema: Literal[1]
    results: str
    state: str
    checks: list[CheckRow]
    replications_run_again: list[int]
