"""`forloeb uncertain`: how much of an answer's uncertainty is chance, and how much the numbers."""

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
    PrepareOnly,
    asked_of,
    print_study,
    write_page_of,
)

if TYPE_CHECKING:
    from sim.experiments.running.simulate import Progress
    from sim.experiments.studies.uncertain import UncertainPlan
    from sim.scenario.reading import Scenario


def uncertain(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    figure: FigureAsked = "total.deviation_dkk",
    samples: Annotated[
        int, typer.Option(metavar="N", help="How often the numbers with a range are drawn.")
    ] = 200,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs of each sample, where chance is simulated.")
    ] = 5,
    only: Only = None,
    method: MethodAsked = "auto",
    overrides: Overrides = None,
    weeks: Weeks = None,
    seed: Seed = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Out = Path("results"),
    prepare_only: PrepareOnly = False,
    as_json: AsJson = False,
) -> None:
    """Tell how uncertain a figure is, by chance and by numbers that are not known exactly.

    Every number with a low and a high is drawn from its law (`forloeb ledger`). The same command
    again finishes what is missing; more samples or replications extend it.
    """
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(file, with_short_options(overrides, weeks=weeks, seed=seed))
    wanted = Wanted(engine, workers, out, cluster)
    asked = (figure, samples, replications, only or [], method)
    if prepare_only:
        _prepare(scenario, asked, wanted)
        return
    _tell(scenario, asked, wanted, as_json=as_json)


_Asked = tuple[str, int, int, list[str], str]


def _plan(
    scenario: "Scenario", of: _Asked, wanted: Wanted, progress: "Progress | None"
) -> "UncertainPlan":
    from sim.experiments.studies.uncertain import uncertain_plan

    figure, samples, replications, only, method = of
    asked = asked_of("uncertain", scenario, (figure,), wanted)._replace(progress=progress)
    return uncertain_plan(asked, samples, replications, only=only, method=method)


def _tell(scenario: "Scenario", of: _Asked, wanted: Wanted, *, as_json: bool) -> None:
    from sim.experiments.studies.text import uncertain_text
    from sim.experiments.studies.uncertain import found_of
    from sim.reporting.studies.uncertain import write_uncertain_page

    with carried_out() as progress:
        tree = found_of(_plan(scenario, of, wanted, progress)).tree
        write_page_of(write_uncertain_page, tree, scenario)
    print_study(tree, uncertain_text, as_json=as_json)


def _prepare(scenario: "Scenario", of: _Asked, wanted: Wanted) -> None:
    from sim.experiments.studies.answers import sweep_of
    from sim.experiments.sweeps.shards import prepared_in

    figure, samples, replications, only, _ = of
    with carried_out():
        plan = _plan(scenario, (figure, samples, replications, only, "simulation"), wanted, None)
        place = plan.asked.folder or Path()
        print(prepared_in(place, sweep_of(plan.asked, plan.settings(), plan.replications)))
