"""`forloeb sensitivity`: which numbers an answer's uncertainty rests on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.options import (
    Cluster,
    Engine,
    Out,
    Overrides,
    Seed,
    Wanted,
    Weeks,
    Workers,
    with_short_options,
)
from sim.cli.studies import (
    AsJson,
    FigureAsked,
    MethodAsked,
    Only,
    asked_of,
    print_study,
    write_page_of,
)

if TYPE_CHECKING:
    from sim.experiments.documents.studying import SensitivityTree
    from sim.scenario.reading import Scenario


def sensitivity(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    figure: FigureAsked = "total.deviation_dkk",
    samples: Annotated[
        int, typer.Option(metavar="N", help="Points of either sample, a power of 2.")
    ] = 128,
    factors: Annotated[
        int, typer.Option(metavar="N", help="How many numbers go on after screening.")
    ] = 10,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs at each point, where it is simulated.")
    ] = 4,
    only: Only = None,
    method: MethodAsked = "auto",
    overrides: Overrides = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Out = Path("results"),
    as_json: AsJson = False,
) -> None:
    """Tell which numbers a figure's uncertainty rests on, and what share of it on which status.

    Numbers with a low and a high are screened first; the strongest get Sobol' indices. The same
    command again finishes what is missing; more samples extend it.
    """
    from sim.experiments.studies.sensitivity_text import sensitivity_text
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(file, with_short_options(overrides, weeks=weeks, seed=seed))
    wanted = Wanted(engine, workers, out, cluster)
    sizes = (samples, replications, factors)
    tree = _told(scenario, (figure, sizes, only or [], method), wanted)
    print_study(tree, sensitivity_text, as_json=as_json)


def _told(
    scenario: "Scenario", of: tuple[str, tuple[int, int, int], list[str], str], wanted: Wanted
) -> "SensitivityTree":
    from sim.experiments.studies.sensitivity import sensitivity_of, sensitivity_plan
    from sim.reporting.studies.sensitivity import write_sensitivity_page

    figure, sizes, only, method = of
    with carried_out() as progress:
        asked = asked_of("sensitivity", scenario, (figure,), wanted)._replace(progress=progress)
        tree = sensitivity_of(sensitivity_plan(asked, sizes, only=only, method=method)).tree
        write_page_of(write_sensitivity_page, tree, scenario)
    return tree
