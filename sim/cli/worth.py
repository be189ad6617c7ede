"""`forloeb worth`: what it is worth to measure a number before a decision is made."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.options import stopped
from sim.cli.studies import asked_of, prepare_parts, print_study, write_page_of
from sim.cli.study_options import DEVIATION, FigureAsked, StudyFile, StudyOptions, with_studies
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.sweeps.design import Vary


@with_studies
def worth(  # noqa: PLR0917 - typer passes by name
    file: StudyFile,
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
    figure: FigureAsked = DEVIATION,
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
    *,
    options: StudyOptions,
) -> None:
    """Tell what it is worth, in kroner, to know a number before one of some options is chosen.

    The same command again finishes what is missing; more samples or options extend it.
    """
    from sim.experiments.studies.worth import WorthSizes, worth_of, worth_plan
    from sim.experiments.studies.worth_text import worth_text
    from sim.reporting.studies.worth import write_worth_page

    scenario = options.scenario(file)
    choices = _choices(vary, design)
    method = "simulation" if options.prepare_only else options.method
    sizes = WorthSizes(samples, replications, records)
    with carried_out() as progress:
        asked = asked_of("worth", scenario, (figure,), options.wanted)
        asked = asked._replace(progress=progress)
        plan = worth_plan(asked, choices, sizes, aim=aim, only=options.keys, method=method)
        if options.prepare_only:
            return prepare_parts(asked, plan.to_run)
        tree = worth_of(plan).tree
        write_page_of(write_worth_page, tree, scenario)
    return print_study(tree, worth_text, as_json=options.as_json)


def _choices(vary: list[str] | None, design: Path | None) -> "Vary":
    from sim.experiments.sweeps.design import read_design, varied

    if bool(vary) == (design is not None):
        raise stopped(phrase("forloeb worth: give --vary KEY=VALUES, or --design FILE"))
    try:
        return varied(vary) if vary else read_design(design or Path())
    except ValueError as fault:
        raise stopped(f"forloeb worth: {fault}") from fault
