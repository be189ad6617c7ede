"""`forloeb run`: a scenario in, every team's budget deviation out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sim.cli import BAD_USAGE, CHECK_FAILED
from sim.cli.carrying_out import carried_out
from sim.cli.options import (
    Cluster,
    Engine,
    NoReport,
    Out,
    Overrides,
    Replications,
    Seed,
    Strict,
    Wanted,
    Weeks,
    Workers,
    stopped,
    terminal_width,
    with_short_options,
)
from sim.cli.workbooks import Xlsx, check_xlsx, write_xlsx_of_run
from sim.experiments.periods.period import Period
from sim.words import phrase

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.documents.periods import PeriodsTree
    from sim.experiments.results import Results
    from sim.experiments.stopping.until import Until
    from sim.scenario.faults.fault import Caution
    from sim.scenario.reading import Scenario


def run(  # noqa: PLR0917 - typer passes by name
    file: Annotated[Path, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    overrides: Overrides = None,
    replications: Replications = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Out = Path("results"),
    until: Annotated[
        str | None,
        typer.Option(
            metavar="FIGURE±AMOUNT",
            help='Add replications until a figure is known so closely: "total.deviation_dkk ± '
            '150000", or "total.cost_dkk +- 2 %" of its mean\'s size.',
        ),
    ] = None,
    at_most: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Replications at which --until ends anyway."),
    ] = None,
    by: Annotated[
        Period | None, typer.Option(help="Print the accounts by period too.", show_default=False)
    ] = None,
    no_report: NoReport = False,
    xlsx: Xlsx = None,
    strict: Strict = False,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print summary.json, with warnings where there are any, and nothing else.",
        ),
    ] = False,
) -> None:
    """Simulate a scenario, write a results folder and print the summary.

    The same command again finishes what is missing; more replications extend the folder. What
    can be run and is hardly meant is a warning, as `check` has it.
    """
    from sim.scenario.reading import load_scenario

    check_xlsx(xlsx)
    _check_until(until, at_most, replications)
    given = with_short_options(overrides, replications=replications, weeks=weeks, seed=seed)
    scenario = load_scenario(file, given)
    wanted = Wanted(engine, workers, out, cluster)
    results, beside = _simulated(scenario, wanted, (until, at_most), strict=strict)
    if not as_json:
        _print_headline(results, scenario)
    _print_results(results, beside, by, as_json=as_json)
    write_xlsx_of_run(results, xlsx)
    if not no_report:
        _write_report(scenario, results.folder)
    if results.failed or (beside.reached and not beside.reached.enough):
        raise typer.Exit(CHECK_FAILED)


def _check_until(until: str | None, at_most: int | None, replications: int | None) -> None:
    if until is None and at_most is not None:
        raise stopped(
            phrase("forloeb run: --at-most goes with --until; --replications says how many")
        )
    if until is not None and replications is not None:
        raise stopped(phrase("forloeb run: give --until with --at-most, or --replications"))


Sought = tuple[str | None, int | None]
"""What --until and --at-most say."""


class Beside(NamedTuple):
    """What a run says beside its results."""

    warned: "tuple[Caution, ...]"
    reached: "Until | None"


def _warned(scenario: "Scenario", *, strict: bool) -> "tuple[Caution, ...]":
    """Warnings, said before anything runs; for whoever is strict they are faults."""
    from sim.experiments.warnings import refuse_warnings, warnings_of

    found = warnings_of(scenario)
    if strict:
        refuse_warnings(found)
    for caution in found:
        print(caution, file=sys.stderr)
    return found


def _simulated(
    scenario: "Scenario", wanted: Wanted, sought: Sought, *, strict: bool
) -> tuple["Results", Beside]:
    with carried_out(lambda: _kept(scenario, wanted.out)) as progress:
        warned = _warned(scenario, strict=strict)
        results, reached = _results(scenario, wanted, sought, progress)
    _say(results, progress)
    if reached:
        print(reached.hour, file=sys.stderr)
    return results, Beside(warned, reached)


def _results(
    scenario: "Scenario", wanted: Wanted, sought: Sought, progress: "ReplicationProgress"
) -> tuple["Results", "Until | None"]:
    from sim.experiments.running.simulate import simulate
    from sim.experiments.stopping.until import AT_MOST
    from sim.experiments.stopping.until import until as until_known

    asked, at_most = sought
    how = {**wanted._asdict(), "progress": progress, "say": progress.say}
    if asked is None:
        return simulate(scenario, **how), None
    reached = until_known(scenario, asked, at_most=at_most or AT_MOST, **how)
    return reached.kept, reached


def _kept(scenario: "Scenario", out: Path) -> str:
    from sim.experiments.fitting.inflow import with_fitted_inflow
    from sim.experiments.folder.contents import finished_in
    from sim.experiments.folder.record import folder_name

    folder = out / folder_name(with_fitted_inflow(scenario))
    asked = scenario.values.run.replications
    kept = len([number for number in finished_in(folder) if number < asked])
    return phrase(
        "interrupted: {kept} of {asked} replications are kept in {folder}; run the same "
        "command again to finish",
        kept=kept,
        asked=asked,
        folder=folder,
    )


def _say(results: "Results", progress: "ReplicationProgress") -> None:
    """Remarks on stderr, one a line."""
    for note in results.notes:
        print(note, file=sys.stderr)
    for number, fault in sorted(results.failed.items()):
        print(
            phrase("replication {number} failed: {fault}", number=number, fault=fault),
            file=sys.stderr,
        )
    if results.simulated:
        print(progress.final_line(len(results.failed)), file=sys.stderr)
    if results.failed:
        print(phrase("the summary covers the other replications only"), file=sys.stderr)


def _print_headline(results: "Results", scenario: "Scenario") -> None:
    """Result, cause and risk, in the words of the page."""
    from sim.reporting.leaders.in_console import headline_of_run

    print(headline_of_run(results, scenario.resolved), end="\n\n")


def _print_results(results: "Results", beside: Beside, by: Period | None, *, as_json: bool) -> None:
    from sim.experiments.folder.storage import json_text
    from sim.experiments.periods.by_period import folder_by_period
    from sim.experiments.summary.text import summary_text
    from sim.experiments.warnings import warning_row

    if as_json:
        # Without any of them it is summary.json to the byte.
        rows = [warning_row(one) for one in beside.warned]
        warned = {"warnings": rows} if rows else {}
        until = {"until": beside.reached.tree} if beside.reached else {}
        periods = {"periods": folder_by_period(results, by)} if by else {}
        print(json_text({**results.summary, **warned, **until, **periods}), end="")
    else:
        print(summary_text(results.summary, terminal_width()), end="")
        tree = folder_by_period(results, by or Period.quarter)
        print(*(f"\n{said}" for said in _over_time(tree, by)), sep="", end="")
    sys.stdout.flush()


def _over_time(tree: "PeriodsTree", by: Period | None) -> list[str]:
    """Accounts by period where they are asked for; else a word where the mean hides a trend."""
    from sim.experiments.periods.text import periods_text, trend_said

    return [periods_text(tree, terminal_width())] if by else trend_said(tree)


def _write_report(scenario: "Scenario", folder: Path) -> None:
    from sim.experiments.expectation import known_chance
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.run.report import write_report
    from sim.reporting.run.studied import take_studies
    from sim.words import spoken

    try:
        take_studies(scenario.path, folder)
        write_report(folder, chance=known_chance(scenario), language=spoken())
    except ResultsError as fault:
        raise stopped(phrase("{fault} (the numbers are kept)", fault=fault), BAD_USAGE) from fault
