"""`forloeb new FILE`: a commented scenario that runs, to change into one's own."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The scenario to write.")],
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help='What to begin from: "three_courses", "levels" or "municipality".',
        ),
    ] = "three_courses",
) -> None:
    """Write a commented scenario that runs.

    It is never written over a file. The JSON Schema for editors is put beside it, unless it
    is there.
    """
    from sim.scenario.json_schema import FILE_NAME, schema_text
    from sim.scenario.templates import template_names, template_text

    if template not in template_names():
        _refuse(f'template "{template}" is not known; {_remedy(template, template_names())}')
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(template_text(template))
    except FileExistsError:
        _refuse(f"{file} exists already; give another name, or remove it first")
    except FileNotFoundError:
        _refuse(f"{file}: there is no folder {file.parent}; make it first")
    beside = file.parent / FILE_NAME
    if not beside.exists():
        beside.write_text(schema_text(), encoding="utf-8", newline="\n")
    check = f"forloeb check {shlex.quote(str(file))}"
    print(f"{file}: written from the template {template}; next: {check}")


def _remedy(template: str, names: tuple[str, ...]) -> str:
    from sim.scenario.suggestions import instead, listed

    remedy = instead(template, names)
    return remedy if listed(names) in remedy else f"{remedy} There are {listed(names)}"


def _refuse(message: str) -> None:
    print(f"forloeb new: {message}", file=sys.stderr)
    raise typer.Exit(2)
