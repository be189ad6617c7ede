"""`forloeb compare`: the same citizens under several scenarios, and what differs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import CHECK_FAILED
from sim.cli.carrying_out import carried_out
from sim.cli.options import (
    Cluster,
    Engine,
    NoReport,
    Out,
    Overrides,
    Replications,
    Seed,
    Wanted,
    Weeks,
    Workers,
    stopped,
    terminal_width,
    with_short_options,
)
from sim.cli.workbooks import Xlsx, check_xlsx, write_xlsx
from sim.words import known, phrase

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.comparison.differences import Comparison
    from sim.reporting.workbook.read_me import Origin


def compare(  # noqa: PLR0917 - typer passes by name
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Scenarios, the first the one to compare with; A.toml+B.toml lays files over "
            "each other.",
            show_default=False,
        ),
    ],
    overrides: Overrides = None,
    replications: Replications = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Out = Path("results"),
    smallest: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIGURE=AMOUNT",
            help="Below this a difference is unchanged, as continuity_index=0.02; may be repeated.",
        ),
    ] = None,
    no_report: NoReport = False,
    xlsx: Xlsx = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print comparison.json and nothing else.")
    ] = False,
) -> None:
    """Run scenarios with the same citizens and print paired differences from the first.

    The first file's seed, replications and people on the first day hold for all; calendar and
    teams must be the same. A+B is A with B's own keys laid over it, so that reforms written as
    one file each can be seen one by one and together: `compare base a b base+a+b`. The same
    command again finishes what is missing.
    """
    check_xlsx(xlsx)
    given = with_short_options(overrides, replications=replications, weeks=weeks, seed=seed)
    limits = _limits(smallest or [])
    comparison = _compared(files, given, Wanted(engine, workers, out, cluster), limits)
    _print_comparison(comparison, as_json=as_json)
    write_xlsx(comparison.tree, known("A comparison"), lambda: _origin(comparison), xlsx)
    if not no_report:
        _write_report(comparison)
    if comparison.failed:
        raise typer.Exit(CHECK_FAILED)


def _origin(comparison: "Comparison") -> "Origin":
    from sim.reporting.workbook.books import origin_of_folder

    return origin_of_folder(comparison.folder or Path())


def _limits(texts: list[str]) -> dict[str, float]:
    """Smallest interesting differences by figure."""
    limits = {}
    for text in texts:
        name, _, amount = text.partition("=")
        try:
            limits[name.strip()] = float(amount)
        except ValueError:
            message = phrase(
                "--smallest {text}: write FIGURE=AMOUNT, as continuity_index=0.02", text=f"{text!r}"
            )
            raise stopped(f"forloeb compare: {message}") from None
    return limits


def _compared(
    files: list[str], overrides: list[str], wanted: Wanted, smallest: dict[str, float]
) -> "Comparison":
    from sim.experiments.comparison.compare import compare as comparison_of

    with carried_out(lambda: _kept(wanted.out)) as progress:
        comparison = comparison_of(
            files,
            overrides=overrides,
            **wanted._asdict(),
            smallest=smallest,
            progress=progress,
            say=progress.say,
        )
    _say(comparison, progress)
    return comparison


def _kept(out: Path) -> str:
    return phrase(
        "interrupted: finished replications are kept in {out}; run the same command again to "
        "finish",
        out=out,
    )


def _say(comparison: "Comparison", progress: "ReplicationProgress") -> None:
    """Remarks on stderr, one a line."""
    for note in comparison.notes:
        print(note, file=sys.stderr)
    for name, faults in comparison.failed.items():
        for number, fault in sorted(faults.items()):
            print(
                phrase(
                    "{name}: replication {number} failed: {fault}",
                    name=name,
                    number=number,
                    fault=fault,
                ),
                file=sys.stderr,
            )
    if comparison.simulated:
        failed = sum(len(faults) for faults in comparison.failed.values())
        print(progress.final_line(failed), file=sys.stderr)
    if comparison.failed:
        print(
            phrase("the comparison covers replications that finished under all only"),
            file=sys.stderr,
        )


def _print_comparison(comparison: "Comparison", *, as_json: bool) -> None:
    from sim.experiments.comparison.text import comparison_text
    from sim.experiments.folder.storage import json_text
    from sim.words import speaking_of_offers

    if as_json:
        print(json_text(comparison.tree), end="")
    else:
        from sim.reporting.leaders.in_console import headlines_of_comparison

        with speaking_of_offers(is_so=all("offers" in of for of in comparison.tree["differences"])):
            print("\n".join(headlines_of_comparison(comparison.tree)), end="\n\n")
            print(comparison_text(comparison.tree, terminal_width()), end="")
    sys.stdout.flush()


def _write_report(comparison: "Comparison") -> None:
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.comparison.report import write_comparison_report
    from sim.words import spoken

    if comparison.folder is None:
        return
    try:
        write_comparison_report(comparison.folder, language=spoken())
    except ResultsError as fault:
        raise stopped(phrase("{fault} (the numbers are kept)", fault=fault)) from fault
