"""The options that all studies have: said once, and given to a command as one value.

A command names its own options and takes the shared ones as `options: StudyOptions`; `with_studies`
puts them in its place, so that help and errors are as if each stood in the command.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

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

if TYPE_CHECKING:
    from sim.scenario.reading import Scenario

StudyFile = Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)]
FigureAsked = Annotated[
    str, typer.Option("--figure", metavar="NAME", help="Figure that is studied.")
]
DEVIATION: Final = "total.deviation_dkk"
"""The figure that is studied where none is named."""


class StudyOptions(NamedTuple):
    """What is said to every study, in the order of its help."""

    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="KEY", help="Draw this number and no other; may be repeated."
        ),
    ] = None
    method: Annotated[
        str,
        typer.Option(
            "--method", metavar="auto|twin|simulation", help="auto: exact where it can be."
        ),
    ] = "auto"
    overrides: Overrides = None
    weeks: Weeks = None
    seed: Seed = None
    engine: Engine = "auto"
    workers: Workers = None
    cluster: Cluster = None
    out: Out = Path("results")
    prepare_only: Annotated[
        bool, typer.Option("--prepare-only", help="Run nothing: `forloeb work` does it in parts.")
    ] = False
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False

    @property
    def wanted(self) -> Wanted:
        """How it is to be run."""
        return Wanted(self.engine, self.workers, self.out, self.cluster)

    @property
    def keys(self) -> list[str]:
        """Keys of the numbers that are drawn; none are all that have a range."""
        return self.only or []

    def scenario(self, file: str) -> "Scenario":
        """The scenario of a file, with all that is set.

        Raises
        ------
        ScenarioError
            With every fault of it.
        """
        from sim.scenario.reading import load_scenario

        return load_scenario(
            file, with_short_options(self.overrides, weeks=self.weeks, seed=self.seed)
        )


_OPTIONS: Final = "options"


def with_studies(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the shared options in place of its `options`, after its own."""
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.name != _OPTIONS]
    shared = inspect.signature(StudyOptions).parameters.values()
    types = inspect.get_annotations(StudyOptions)

    @wraps(command)
    def spread(**given: Any) -> None:  # noqa: ANN401 - whatever the options are
        options = StudyOptions(**{name: given.pop(name) for name in StudyOptions._fields})
        command(**given, options=options)

    named = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=types[one.name])
        for one in shared
    ]
    keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    spread.__signature__ = signature.replace(parameters=[*keyword, *named])  # type: ignore[attr-defined]
    spread.__annotations__ = {one.name: one.annotation for one in (*keyword, *named)}
    return spread
