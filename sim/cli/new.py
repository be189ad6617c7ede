"""`forloeb new FILE`: a commented scenario, plan or reform that runs, to make one's own."""

import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from sim.words import number_said, phrase

FEWEST_INHABITANTS: Final = 1_000
MOST_INHABITANTS: Final = 10_000_000
MOST_TEAMS: Final = 1_000
MOST_OLD_SHARE: Final = 0.25
FEWEST_CITIZENS: Final = 5
"""Of a team on average: with fewer, posts are fractions of a person. Source: assumption."""


def new(  # noqa: PLR0917 - typer passes by name
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help='What to begin from: "three_courses", "levels" or "municipality"; or "plan" '
            'or "reform", which are no scenarios. Default: three_courses.',
        ),
    ] = None,
    inhabitants: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=FEWEST_INHABITANTS,
            max=MOST_INHABITANTS,
            help="Begin from a municipality of so many inhabitants, on published figures.",
        ),
    ] = None,
    inhabitants_80: Annotated[
        int | None,
        typer.Option(
            "--inhabitants-80", metavar="N", min=1, help="Those of 80 and over among them."
        ),
    ] = None,
    teams: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=MOST_TEAMS, help="Its care teams.")
    ] = None,
    book: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BOOK",
            help="A workbook, or CSV, with teams and courses of your own; `forloeb export FILE "
            "--as xlsx` makes one to fill in.",
        ),
    ] = None,
) -> None:
    """Write a commented scenario that runs, or a support plan or a reform of rates.

    It is never written over a file. The JSON Schema for editors is put beside it, unless it
    is there. With --inhabitants, who comes, posts, clinic and rates follow the inhabitants;
    with --from, teams and courses are those of a spreadsheet.
    """
    from sim.scenario.templates import form_names

    if inhabitants is None and (inhabitants_80 is not None or teams is not None):
        _refuse(
            phrase("--inhabitants-80 and --teams go with --inhabitants; say how many those are")
        )
    if inhabitants is not None and template is not None:
        _refuse(phrase("give --inhabitants or --template, not both"))
    if book is not None and teams is not None:
        _refuse(phrase("give --teams or --from, not both: the teams are those of the book"))
    if book is not None and template in form_names():
        _refuse(phrase("--from is for scenarios, and {template} is none", template=template))
    if inhabitants is None:
        template = template or "three_courses"
        text, origin = _of_template(template), phrase("the template {template}", template=template)
    else:
        text = _of_town(inhabitants, inhabitants_80, teams)
        origin = phrase("{number} inhabitants", number=number_said(inhabitants))
    if book is not None:
        text = _with_book(text, book, file)
        origin = phrase("{book} and {origin}", book=book, origin=origin)
    _write(text, file)
    _write_schema(file.parent, template if template and template in form_names() else "scenario")
    check = f"forloeb check {shlex.quote(str(file))}"
    print(
        phrase(
            "{file}: written from {origin}; next: {check}", file=file, origin=origin, check=check
        )
    )


def _of_template(template: str) -> str:
    from sim.scenario.templates import form_names, template_names, template_text
    from sim.scenario.templates.comments import in_language

    known = (*template_names(), *form_names())
    if template not in known:
        _refuse(
            phrase(
                'template "{template}" is not known; {remedy}',
                template=template,
                remedy=_remedy(template, known),
            )
        )
    return in_language(template_text(template))


def _of_town(inhabitants: int, inhabitants_80: int | None, teams: int | None) -> str:
    from sim.experiments.towns.draft import town_text
    from sim.experiments.towns.people import Town, usual_inhabitants_80, usual_teams

    old = usual_inhabitants_80(inhabitants) if inhabitants_80 is None else inhabitants_80
    if old > MOST_OLD_SHARE * inhabitants:
        _refuse(
            phrase(
                "{old} of {inhabitants} inhabitants are 80 and over, which no municipality has "
                "(about 6 %); check both numbers",
                old=number_said(old),
                inhabitants=number_said(inhabitants),
            )
        )
    town = Town(inhabitants, old, usual_teams(inhabitants, old) if teams is None else teams)
    if town.recipients < FEWEST_CITIZENS * town.teams:
        most = max(1, int(town.recipients / FEWEST_CITIZENS))
        _refuse(
            phrase(
                "about {recipients} citizens in care make no {teams} teams; give --teams {most} or "
                "fewer",
                recipients=number_said(town.recipients),
                teams=town.teams,
                most=most,
            )
        )
    return town_text(town)


def _with_book(text: str, book: str, file: Path) -> str:
    """The text with the rows of a book in it, checked before anything is written."""
    from sim.scenario.faults.fault import ScenarioError
    from sim.scenario.tables.beginning.whole_book import begun_from

    try:
        return begun_from(text, book, file.name)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


def _write(text: str, file: Path) -> None:
    from sim.writing import write_text

    try:
        write_text(text, file)
    except FileExistsError:
        _refuse(phrase("{file} exists already; give another name, or remove it first", file=file))
    except FileNotFoundError:
        _refuse(
            phrase(
                "{file}: there is no folder {parent}; make it first", file=file, parent=file.parent
            )
        )


def _write_schema(folder: Path, form: str) -> None:
    from sim.scenario.json_schema import FORMS, schema_text
    from sim.writing import write_text

    with suppress(FileExistsError):
        write_text(schema_text(form), folder / FORMS[form].file_name)


def _remedy(template: str, names: tuple[str, ...]) -> str:
    from sim.scenario.faults.suggestions import instead, listed

    remedy = instead(template, names)
    return (
        remedy
        if listed(names) in remedy
        else phrase("{remedy} There are {names}", remedy=remedy, names=listed(names))
    )


def _refuse(message: str) -> NoReturn:
    print(f"forloeb new: {message}", file=sys.stderr)
    raise typer.Exit(2)
