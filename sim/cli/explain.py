"""`forloeb explain`: whether a team's deficit is bad luck, a bad rate, or something else."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.options import Cluster, Engine, NoReport, Workers, stopped, terminal_width
from sim.cli.workbooks import Xlsx, check_xlsx, write_xlsx
from sim.words import known, phrase

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress
    from sim.economics.explanation.explain import Asked
    from sim.economics.explanation.terms import Explanation
    from sim.reporting.workbook.read_me import Origin


def explain(  # noqa: PLR0917 - typer passes by name
    results: Annotated[
        Path, typer.Argument(help="A results folder of a finished run.", show_default=False)
    ],
    within: Annotated[
        float,
        typer.Option(metavar="SHARE", help="Share of revenue within which chance should stay."),
    ] = 0.02,
    over: Annotated[
        int | None,
        typer.Option(
            metavar="WEEKS", min=1, help="Weeks over which it should; default: the run's."
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Use the folder's first N replications."),
    ] = None,
    engine: Engine = "auto",
    workers: Workers = None,
    cluster: Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where the folder explain-... is made; default: beside the results folder.",
            show_default=False,
        ),
    ] = None,
    no_report: NoReport = False,
    xlsx: Xlsx = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print explanation.json and nothing else.")
    ] = False,
) -> None:
    """Take each team's deviation apart: chance, case mix, price, behaviour, capacity, timing.

    The scenario is run again with one cause switched off at a time, and with all of them, for
    the same citizens. The terms add up to the deviation; the interaction is what causes do only
    together. The same command again finishes what is missing.
    """
    from sim.economics.explanation.explain import Asked

    check_xlsx(xlsx)
    asked = Asked(within, over, replications, workers, out, engine, cluster)
    explanation = _explained(results, asked)
    _print_explanation(explanation, as_json=as_json)
    write_xlsx(explanation.tree, known("An explanation"), lambda: _origin(explanation), xlsx)
    if not no_report:
        _write_report(explanation)


def _origin(explanation: "Explanation") -> "Origin":
    from sim.reporting.workbook.books import origin_of_folder

    return origin_of_folder(explanation.folder)


def _explained(results: Path, asked: "Asked") -> "Explanation":
    from sim.economics.explanation.explain import explain as explained

    with carried_out() as progress:
        explanation = explained(results, **asked._asdict(), progress=progress, say=progress.say)
    _say(explanation, progress)
    return explanation


def _say(explanation: "Explanation", progress: "ReplicationProgress") -> None:
    """Remarks on stderr."""
    if explanation.simulated:
        print(progress.final_line(0), file=sys.stderr)


def _print_explanation(explanation: "Explanation", *, as_json: bool) -> None:
    from sim.economics.explanation.text import explanation_text
    from sim.experiments.folder.contents import summary_in
    from sim.experiments.folder.storage import json_text
    from sim.words import speaking_of_offers

    if as_json:
        print(json_text(explanation.tree), end="")
    else:
        from sim.reporting.leaders.in_console import headline_of_explanation

        print(headline_of_explanation(explanation.tree), end="\n\n")
        with speaking_of_offers(is_so="offers" in summary_in(Path(explanation.tree["results"]))):
            print(explanation_text(explanation.tree, terminal_width()), end="")
    sys.stdout.flush()


def _write_report(explanation: "Explanation") -> None:
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.explanation.report import write_explanation_report
    from sim.words import spoken

    try:
        write_explanation_report(explanation.folder, language=spoken())
    except ResultsError as fault:
        raise stopped(phrase("{fault} (the numbers are kept)", fault=fault)) from fault
