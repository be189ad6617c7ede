"""`forloeb synthesise SCENARIO`: records like a municipality's, made from a scenario."""

from pathlib import Path
from typing import Annotated

import typer

from sim.words import spoken

MOST_WEEKS = 1040


def synthesise(  # noqa: PLR0917 - typer passes by name
    file: Annotated[Path, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the records into.")],
    weeks: Annotated[int, typer.Option(min=8, max=MOST_WEEKS, help="Length of the records.")] = 104,
    dirt: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Share of the rows that are dirty.")
    ] = 0.0,
    replication: Annotated[
        int, typer.Option(min=0, help="Which chance: another number, other citizens.")
    ] = 0,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Spells, weeks, staff and accounts of made-up citizens, with the mapping that reads them.

    For teaching, and to try `forloeb calibrate` where the truth is known.
    """
    from sim.calibration.synthesis.written import synthesise as written_by
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(file, overrides or [])
    paths = written_by(scenario, weeks, out, dirt=dirt, replication=replication, language=spoken())
    written = [str(path) for path in paths]
    if as_json:
        from sim.experiments.folder.storage import json_text

        print(json_text({"schema": 1, "written": written}), end="")
        return
    for path in written:
        print(path)
