"""What the commands of studies share: options, and how a study is printed and its page written."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sim.cli.options import Wanted
    from sim.experiments.studies.answers import StudyAsked
    from sim.scenario.reading import Scenario

FigureAsked = Annotated[
    str, typer.Option("--figure", metavar="NAME", help="Figure that is studied.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KEY", help="Draw this number and no other; may be repeated."),
]
MethodAsked = Annotated[
    str,
    typer.Option("--method", metavar="auto|twin|simulation", help="auto: exact where it can be."),
]
PrepareOnly = Annotated[
    bool, typer.Option("--prepare-only", help="Run nothing: `forloeb work` does it in parts.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def asked_of(
    kind: str, scenario: "Scenario", figures: tuple[str, ...], wanted: "Wanted"
) -> "StudyAsked":
    """A study of a kind, ready to be planned.

    Raises
    ------
    ValueError
        When it does not make sense who is to do it.
    """
    from sim.experiments.running.sharing import Machines
    from sim.experiments.studies.answers import StudyAsked, study_folder, study_job

    machines = Machines(wanted.workers, wanted.cluster)
    machines.check()
    job = study_job(scenario, engine=wanted.engine)
    folder = study_folder(kind, job.scenario, wanted.out)
    return StudyAsked(job, figures, machines, folder)


def print_study(
    tree: Mapping[str, Any], text: Callable[[Any, int | None], str], *, as_json: bool
) -> None:
    """Print a study's document or its text, and where it is kept."""
    from sim.cli.options import terminal_width
    from sim.experiments.folder.storage import json_text
    from sim.words import phrase

    if as_json:
        print(json_text(tree), end="")
        return
    print(text(tree, terminal_width()), end="")
    print(phrase("The study and its page are in {folder}", folder=tree["results"]))


def write_page_of(
    write: Callable[..., Path], tree: Mapping[str, Any], scenario: "Scenario"
) -> None:
    """Write the page of a study into its folder."""
    from sim.words import spoken

    write(tree, Path(tree["results"]), title=scenario.values.title, language=spoken())
