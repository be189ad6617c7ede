"""`forloeb sensitivity`: which numbers an answer's uncertainty rests on."""

from typing import Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.studies import asked_of, prepare_parts, print_study, write_page_of
from sim.cli.study_options import DEVIATION, FigureAsked, StudyFile, StudyOptions, with_studies


@with_studies
def sensitivity(
    file: StudyFile,
    figure: FigureAsked = DEVIATION,
    samples: Annotated[
        int, typer.Option(metavar="N", help="Points of either sample, a power of 2.")
    ] = 128,
    factors: Annotated[
        int, typer.Option(metavar="N", help="How many numbers go on after screening.")
    ] = 10,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs at each point, where it is simulated.")
    ] = 4,
    *,
    options: StudyOptions,
) -> None:
    """Tell which numbers a figure's uncertainty rests on, and what share of it on which status.

    Numbers with a low and a high are screened first; the strongest get Sobol' indices. The same
    command again finishes what is missing; more samples extend it.

    With --prepare-only the screening is prepared first, and once it is done the indices.
    """
    from sim.experiments.studies.sensitivity import (
        sensitivity_of,
        sensitivity_plan,
        settings_to_run,
    )
    from sim.experiments.studies.sensitivity_text import sensitivity_text
    from sim.reporting.studies.sensitivity import write_sensitivity_page

    scenario = options.scenario(file)
    method = "simulation" if options.prepare_only else options.method
    with carried_out() as progress:
        asked = asked_of("sensitivity", scenario, (figure,), options.wanted)
        asked = asked._replace(progress=progress)
        sizes = (samples, replications, factors)
        plan = sensitivity_plan(asked, sizes, only=options.keys, method=method)
        if options.prepare_only:
            return prepare_parts(asked, settings_to_run(plan))
        tree = sensitivity_of(plan).tree
        write_page_of(write_sensitivity_page, tree, scenario)
    return print_study(tree, sensitivity_text, as_json=options.as_json)
