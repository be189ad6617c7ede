"""`forloeb worth`: what it is worth to measure a number before a decision is made."""

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
    stopped,
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
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.documents.studying import WorthTree
    from sim.experiments.studies.worth import WorthSizes
    from sim.scenario.reading import Scenario


def worth(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUES",
            help="What can be chosen, as tariff.weekly_dkk.development=2500,2700; of several keys "
            "every combination is an option.",
        ),
    ] = None,
    design: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Options as rows, as the settings of `forloeb sweep`."),
    ] = None,
    aim: Annotated[
        str,
        typer.Option(metavar="balance|highest|lowest", help="What is wanted of the figure."),
    ] = "balance",
    figure: FigureAsked = "total.deviation_dkk",
    samples: Annotated[
        int, typer.Option(metavar="N", help="How often the numbers with a range are drawn.")
    ] = 500,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs of each sample, where it is simulated.")
    ] = 5,
    records: Annotated[
        int | None,
        typer.Option(
            metavar="N", help="New observations of a number; as many as it is from without it."
        ),
    ] = None,
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
    """Tell what it is worth, in kroner, to know a number before one of some options is chosen.

    The same command again finishes what is missing; more samples or options extend it.
    """
    from sim.experiments.studies.worth import WorthSizes
    from sim.experiments.studies.worth_text import worth_text
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(file, with_short_options(overrides, weeks=weeks, seed=seed))
    wanted = Wanted(engine, workers, out, cluster)
    of = _Of(vary, design, WorthSizes(samples, replications, records), (figure, aim, method))
    print_study(_told(scenario, of, only or [], wanted), worth_text, as_json=as_json)


class _Of:
    """What is asked of a decision."""

    def __init__(
        self,
        vary: list[str] | None,
        design: Path | None,
        sizes: "WorthSizes",
        named: tuple[str, str, str],
    ) -> None:
        from sim.experiments.sweeps.design import read_design, varied

        if bool(vary) == (design is not None):
            raise stopped(phrase("forloeb worth: give --vary KEY=VALUES, or --design FILE"))
        try:
            self.options = varied(vary) if vary else read_design(design or Path())
        except ValueError as fault:
            raise stopped(f"forloeb worth: {fault}") from fault
        self.sizes = sizes
        self.figure, self.aim, self.method = named


def _told(scenario: "Scenario", of: _Of, only: list[str], wanted: Wanted) -> "WorthTree":
    from sim.experiments.studies.worth import worth_of, worth_plan
    from sim.reporting.studies.worth import write_worth_page

    with carried_out() as progress:
        asked = asked_of("worth", scenario, (of.figure,), wanted)._replace(progress=progress)
        plan = worth_plan(asked, of.options, of.sizes, aim=of.aim, only=only, method=of.method)
        tree = worth_of(plan).tree
        write_page_of(write_worth_page, tree, scenario)
    return tree
