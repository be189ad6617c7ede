"""`forloeb schema [FILE]`: the JSON Schema by which an editor completes and checks keys."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FormName(StrEnum):
    """Kinds of file that have a JSON Schema."""

    scenario = "scenario"
    plan = "plan"
    reform = "reform"


def schema(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; else it is shown.")
    ] = None,
    form: Annotated[FormName, typer.Option(help="Of which kind of file.")] = FormName.scenario,
) -> None:
    """Write the JSON Schema of scenarios, support plans or reforms, for editors that know TOML.

    The first line of a file, as `#:schema ./forloeb.schema.json`, leads an editor to it.
    """
    from sim.scenario.json_schema import schema_text
    from sim.writing import replace_named

    text = schema_text(form.value)
    if file is None:
        print(text, end="")
    else:
        replace_named(text, file)
        print(f"{file}: written")
