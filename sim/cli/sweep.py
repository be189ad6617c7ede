"""`forloeb sweep`: a scenario at every setting of a grid, under the same chance."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import CHECK_FAILED
from sim.cli.carrying_out import carried_out
from sim.cli.options import (
    Cluster,
    Engine,
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
from sim.words import phrase

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.sweeps.found import Sweep
    from sim.scenario.reading import Scenario


def sweep(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUES",
            help="Values of a key, as team.Nord.inflow_per_week=3,4,5; of several keys every "
            "combination is run.",
        ),
    ] = None,
    design: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Settings as rows: a CSV file or workbook with keys in its first row, or a "
            "JSON list.",
        ),
    ] = None,
    overrides: Overrides = None,
    replications: Replications = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Out = Path("results"),
    prepare_only: Annotated[
        bool,
        typer.Option("--prepare-only", help="Run nothing: `forloeb work` does it in parts."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Run a scenario at every setting with the same citizens, and print what comes of each.

    Rows by setting and replication go to Parquet in the folder. The same command again finishes
    what is missing; more values or replications extend it.
    """
    from sim.scenario.reading import load_scenario

    given = with_short_options(overrides, replications=replications, weeks=weeks, seed=seed)
    wanted = Wanted(engine, workers, out, cluster)
    if prepare_only:
        _prepare(load_scenario(file, given), _varied(vary, design), wanted)
        return
    found = _swept(load_scenario(file, given), _varied(vary, design), wanted)
    _print_sweep(found, as_json=as_json)
    if found.failed:
        raise typer.Exit(CHECK_FAILED)


def _prepare(scenario: "Scenario", vary: Any, wanted: Wanted) -> None:  # noqa: ANN401 - as below
    from sim.experiments.prepared.prepare import prepare
    from sim.experiments.sweeps.shards import prepared_study
    from sim.experiments.sweeps.sweep import plan_of

    with carried_out() as progress:
        plan = plan_of(prepare(scenario, engine=wanted.engine, say=progress.say), vary, None)
        place = prepared_study(plan, wanted.out)
    print(place)


def _varied(vary: list[str] | None, design: Path | None) -> Any:  # noqa: ANN401 - a grid or a design
    from sim.experiments.sweeps.design import read_design, varied

    if bool(vary) == (design is not None):
        raise stopped(phrase("forloeb sweep: give --vary KEY=VALUES, or --design FILE"))
    try:
        return varied(vary) if vary else read_design(design or Path())
    except ValueError as fault:
        raise stopped(f"forloeb sweep: {fault}") from fault


def _swept(scenario: "Scenario", vary: Any, wanted: Wanted) -> "Sweep":  # noqa: ANN401 - as above
    from sim.experiments.sweeps.sweep import sweep as sweep_of

    with carried_out() as progress:
        found = sweep_of(scenario, vary, **wanted._asdict(), progress=progress, say=progress.say)
    _say(found, progress)
    return found


def _say(found: "Sweep", progress: "ReplicationProgress") -> None:
    """Remarks on stderr, one a line."""
    for number, fault in sorted(found.failed.items()):
        print(
            phrase("setting {number} failed: {fault}", number=number, fault=fault), file=sys.stderr
        )
    if found.simulated:
        print(progress.final_line(0), file=sys.stderr)
    else:
        print(
            phrase("complete: every setting is in {folder} already", folder=found.folder),
            file=sys.stderr,
        )


def _print_sweep(found: "Sweep", *, as_json: bool) -> None:
    from sim.experiments.folder.storage import json_text
    from sim.experiments.sweeps.text import sweep_text

    if as_json:
        print(json_text(found.tree), end="")
    else:
        print(sweep_text(found.heading, found.settings(), terminal_width()), end="")
        print(phrase("Rows are in {folder}", folder=found.folder))
    sys.stdout.flush()
