"""`forloeb verify`: checks that a results folder still is what was simulated."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import BAD_USAGE, CHECK_FAILED

if TYPE_CHECKING:
    from sim.experiments.verification.verify import Check


def verify(
    results: Annotated[Path, typer.Argument(help="A results folder.", show_default=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Check a results folder: its bytes, its accounts, and one replication run again."""
    from sim.experiments.folder.storage import ResultsError, json_text
    from sim.experiments.verification.verify import verify as checks_of

    seen: list[Check] = []
    try:
        for check in checks_of(results):
            seen.append(check)
            if not as_json:
                print(_line(check), flush=True)
    except ResultsError as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(BAD_USAGE) from fault
    is_ok = all(check.is_ok for check in seen)
    if as_json:
        checks = [check._asdict() for check in seen]
        print(json_text({"results": results.as_posix(), "is_ok": is_ok, "checks": checks}), end="")
    raise typer.Exit(0 if is_ok else CHECK_FAILED)


def _line(check: "Check") -> str:
    detail = f": {check.detail}" if check.detail else ""
    return f"{'ok' if check.is_ok else 'FAILED':6}  {check.check}{detail}"
