"""`forloeb uncertain`: how much of an answer's uncertainty is chance, and how much the numbers."""

from typing import Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.studies import asked_of, prepare_parts, print_study, write_page_of
from sim.cli.study_options import DEVIATION, FigureAsked, StudyFile, StudyOptions, with_studies


@with_studies
def uncertain(
    file: StudyFile,
    figure: FigureAsked = DEVIATION,
    samples: Annotated[
        int, typer.Option(metavar="N", help="How often the numbers with a range are drawn.")
    ] = 200,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs of each sample, where chance is simulated.")
    ] = 5,
    *,
    options: StudyOptions,
) -> None:
    """Tell how uncertain a figure is, by chance and by numbers that are not known exactly.

    Every number with a low and a high is drawn from its law (`forloeb ledger`). The same command
    again finishes what is missing; more samples or replications extend it.
    """
    from sim.experiments.studies.text import uncertain_text
    from sim.experiments.studies.uncertain import found_of, uncertain_plan
    from sim.reporting.studies.uncertain import write_uncertain_page

    scenario = options.scenario(file)
    method = "simulation" if options.prepare_only else options.method
    with carried_out() as progress:
        asked = asked_of("uncertain", scenario, (figure,), options.wanted)
        asked = asked._replace(progress=progress)
        plan = uncertain_plan(asked, samples, replications, only=options.keys, method=method)
        if options.prepare_only:
            return prepare_parts(asked, plan.to_run)
        tree = found_of(plan).tree
        write_page_of(write_uncertain_page, tree, scenario)
    return print_study(tree, uncertain_text, as_json=options.as_json)
