"""`forloeb run`: a scenario in, every team's budget deviation out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import BAD_USAGE, CHECK_FAILED
from sim.cli.options import (
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

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.results import Results
    from sim.scenario.reading import Scenario


def run(  # noqa: PLR0917 - typer passes by name
    file: Annotated[Path, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    overrides: Overrides = None,
    replications: Replications = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    out: Out = Path("results"),
    no_report: NoReport = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print summary.json and nothing else.")
    ] = False,
) -> None:
    """Simulate a scenario, write a results folder and print the summary.

    The same command again finishes what is missing; more replications extend the folder. What
    can be run and is hardly meant is a warning, as `check` has it.
    """
    from sim.scenario.reading import load_scenario

    given = with_short_options(overrides, replications=replications, weeks=weeks, seed=seed)
    scenario = load_scenario(file, given)
    results = _simulated(scenario, Wanted(engine, workers, out))
    _print_results(results, as_json=as_json)
    if not no_report:
        _write_report(scenario, results.folder)
    if results.failed:
        raise typer.Exit(CHECK_FAILED)


def _simulated(scenario: "Scenario", wanted: Wanted) -> "Results":
    from sim.cli.check import warnings_of
    from sim.cli.interruption import interruptible
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.folder.storage import ResultsError
    from sim.experiments.running.simulate import ReplicationsFailed, simulate

    with interruptible() as interruption, ReplicationProgress() as progress:
        try:
            for warning in warnings_of(scenario):
                print(warning, file=sys.stderr)
            results = simulate(scenario, **wanted._asdict(), progress=progress, say=progress.say)
        except (ResultsError, ValueError) as fault:
            raise stopped(str(fault), BAD_USAGE) from fault
        except ReplicationsFailed as fault:
            raise stopped(str(fault), CHECK_FAILED) from fault
        except KeyboardInterrupt as fault:
            message = _kept(scenario, wanted.out)
            raise stopped(message, interruption.exit_code) from fault
    _say(results, progress)
    return results


def _kept(scenario: "Scenario", out: Path) -> str:
    from sim.experiments.folder.contents import finished_in
    from sim.experiments.folder.record import folder_name

    folder = out / folder_name(scenario)
    asked = scenario.values.run.replications
    kept = len([number for number in finished_in(folder) if number < asked])
    return (
        f"interrupted: {kept} of {asked} replications are kept in {folder}; "
        "run the same command again to finish"
    )


def _say(results: "Results", progress: "ReplicationProgress") -> None:
    """Remarks on stderr, one a line."""
    for note in results.notes:
        print(note, file=sys.stderr)
    for number, fault in sorted(results.failed.items()):
        print(f"replication {number} failed: {fault}", file=sys.stderr)
    if results.simulated:
        print(progress.final_line(len(results.failed)), file=sys.stderr)
    if results.failed:
        print("the summary covers the other replications only", file=sys.stderr)


def _print_results(results: "Results", *, as_json: bool) -> None:
    from sim.experiments.folder.merging import SUMMARY
    from sim.experiments.summary.text import summary_text

    if as_json:
        print((results.folder / SUMMARY).read_text(encoding="utf-8"), end="")
    else:
        print(summary_text(results.summary, terminal_width()), end="")
    sys.stdout.flush()


def _write_report(scenario: "Scenario", folder: Path) -> None:
    from sim.experiments.expectation import known_chance
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.run.report import write_report

    try:
        write_report(folder, chance=known_chance(scenario))
    except ResultsError as fault:
        raise stopped(f"{fault} (the numbers are kept)", BAD_USAGE) from fault
