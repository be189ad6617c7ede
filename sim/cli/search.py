"""`forloeb search`: the setting that serves an aim best under limits."""

from typing import Annotated, Any

import typer

from sim.cli import CHECK_FAILED
from sim.cli.carrying_out import carried_out
from sim.cli.options import stopped
from sim.cli.studies import asked_of, prepare_parts, print_study, write_page_of
from sim.cli.study_options import StudyFile, StudyOptions, with_studies


@with_studies
def search(  # noqa: PLR0917 - typer passes by name
    file: StudyFile,
    lever: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=LOW,HIGH",
            help="How far a key may be moved, in place of [search.levers]; may be repeated.",
        ),
    ] = None,
    aim: Annotated[
        str | None,
        typer.Option(metavar="balance|highest|lowest", help="What is wanted of the figure."),
    ] = None,
    figure: Annotated[
        str | None, typer.Option(metavar="NAME", help="Figure that is brought somewhere.")
    ] = None,
    target: Annotated[
        float | None, typer.Option(metavar="AMOUNT", help="Where balance is.")
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIGURE<=AMOUNT",
            help="What must hold of a figure, or >=, in place of [search]; may be repeated.",
        ),
    ] = None,
    trials: Annotated[
        int, typer.Option(metavar="N", help="Settings that are tried, at most.")
    ] = 100,
    replications: Annotated[
        int, typer.Option(metavar="N", help="Runs of each, where it is simulated.")
    ] = 10,
    finalists: Annotated[
        int, typer.Option(metavar="N", help="How many are run again before one is chosen.")
    ] = 5,
    confidence: Annotated[
        float, typer.Option(metavar="SHARE", help="How sure that choice must be.")
    ] = 0.95,
    robust: Annotated[
        bool,
        typer.Option("--robust", help="Least regret where it is worst, over the behaviour models."),
    ] = False,
    *,
    options: StudyOptions,
) -> None:
    """Find the setting that serves an aim best, of what the levers in [search] allow.

    The same command again finishes what is missing; more trials go on from those that are there.
    Leaves with 1 where no setting keeps the limits.

    With --prepare-only the first settings are prepared; the search goes on from them.
    """
    from sim.experiments.searching.asked import SearchSizes, looking_at, search_plan, table_with
    from sim.experiments.searching.moves import first_settings
    from sim.experiments.searching.search import search_of
    from sim.experiments.searching.text import search_text
    from sim.reporting.studies.search import write_search_page

    scenario = options.scenario(file)
    given = _given(lever, limit, {"aim": aim, "figure": figure, "target": target})
    method = "simulation" if options.prepare_only else options.method
    sizes = SearchSizes(trials, replications, finalists, confidence)
    with carried_out() as progress:
        table = table_with(scenario.values.search, given)
        asked = asked_of("search", scenario, (table.figure,), options.wanted)
        asked = asked._replace(progress=progress)
        plan = search_plan(asked, table, sizes, method=method, robust=robust)
        plan = looking_at(plan, options.keys)
        if options.prepare_only:
            return prepare_parts(asked, first_settings(plan))
        tree = search_of(plan).tree
        write_page_of(write_search_page, tree, scenario)
    print_study(tree, search_text, as_json=options.as_json)
    if tree["best"] is None:
        raise typer.Exit(CHECK_FAILED)
    return None


def _given(
    levers: list[str] | None, limits: list[str] | None, named: dict[str, Any]
) -> dict[str, Any]:
    """Keys of [search] that the command line says."""
    from sim.experiments.searching.asked import levers_in, limits_in

    given = {key: value for key, value in named.items() if value is not None}
    try:
        if levers:
            given["levers"] = levers_in(levers)
        if limits:
            given["limits"] = limits_in(limits)
    except ValueError as fault:
        raise stopped(f"forloeb search: {fault}") from fault
    return given
