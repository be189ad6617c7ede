"""`forloeb schema [FILE]`: the JSON Schema by which an editor completes and checks keys."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; else it is shown.")
    ] = None,
) -> None:
    """Write the JSON Schema of scenarios, for editors that know TOML.

    The first line of a scenario, `#:schema ./forloeb.schema.json`, leads an editor to it.
    """
    from sim.scenario.json_schema import schema_text

    if file is None:
        print(schema_text(), end="")
    else:
        file.write_text(schema_text(), encoding="utf-8", newline="\n")
        print(f"{file}: written")
