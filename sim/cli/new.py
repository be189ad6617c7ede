"""`forloeb new FILE`: a commented scenario, plan or reform that runs, to make one's own."""

import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help='What to begin from: "three_courses", "levels" or "municipality"; or "plan" '
            'or "reform", which are no scenarios.',
        ),
    ] = "three_courses",
) -> None:
    """Write a commented scenario that runs, or a support plan or a reform of rates.

    It is never written over a file. The JSON Schema for editors is put beside it, unless it
    is there.
    """
    from sim.scenario.templates import form_names, template_names, template_text
    from sim.writing import write_text

    known = (*template_names(), *form_names())
    if template not in known:
        _refuse(f'template "{template}" is not known; {_remedy(template, known)}')
    try:
        write_text(template_text(template), file)
    except FileExistsError:
        _refuse(f"{file} exists already; give another name, or remove it first")
    except FileNotFoundError:
        _refuse(f"{file}: there is no folder {file.parent}; make it first")
    _write_schema(file.parent, template if template in form_names() else "scenario")
    check = f"forloeb check {shlex.quote(str(file))}"
    print(f"{file}: written from the template {template}; next: {check}")


def _write_schema(folder: Path, form: str) -> None:
    from sim.scenario.json_schema import FORMS, schema_text
    from sim.writing import write_text

    with suppress(FileExistsError):
        write_text(schema_text(form), folder / FORMS[form].file_name)


def _remedy(template: str, names: tuple[str, ...]) -> str:
    from sim.scenario.faults.suggestions import instead, listed

    remedy = instead(template, names)
    return remedy if listed(names) in remedy else f"{remedy} There are {listed(names)}"


def _refuse(message: str) -> None:
    print(f"forloeb new: {message}", file=sys.stderr)
    raise typer.Exit(2)
