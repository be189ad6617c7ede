"""`forloeb schema [FILE]`: the JSON Schema of a kind of file, or of what a command prints."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.words import phrase


class FormName(StrEnum):
    """What has a JSON Schema: the first three are written by a planner, the rest by Forløb."""

    scenario = "scenario"
    plan = "plan"
    reform = "reform"
    summary = "summary"
    comparison = "comparison"
    explanation = "explanation"
    rates = "rates"
    audit = "audit"
    verify = "verify"
    theory = "theory"
    plan_result = "plan-result"
    reform_result = "reform-result"
    check = "check"
    glossary = "glossary"
    report = "report"
    sweep = "sweep"
    ledger = "ledger"
    list = "list"
    periods = "periods"
    calibration = "calibration"
    synthesis = "synthesis"
    following = "following"
    detection = "detection"
    uncertain = "uncertain"
    sensitivity = "sensitivity"
    worth = "worth"
    search = "search"


def schema(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where to write it; left out, it is printed."),
    ] = None,
    form: Annotated[FormName, typer.Option(help="What the schema is of.")] = FormName.scenario,
) -> None:
    """Write the JSON Schema of a kind of file, or of what a command prints with --json.

    Editors that know TOML complete scenarios, support plans and reforms by it; the first line of
    a file, as `#:schema ./forloeb.schema.json`, leads an editor to it. `summary` is what run
    prints, `plan-result` and `reform-result` what plan and reform print.
    """
    from sim.writing import replace_named

    text = _text(form)
    if file is None:
        print(text, end="")
    else:
        replace_named(text, file)
        print(phrase("{file}: written", file=file))


def _text(form: FormName) -> str:
    from sim.scenario.json_schema import FORMS, schema_text

    if form.value in FORMS:
        return schema_text(form.value)
    from sim.cli.documents import document_schema_text

    return document_schema_text(form.value)
