"""`forloeb follow SCENARIO ACTUALS`: is this chance? Actual figures beside the forecast's band."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import Overrides, Workers, stopped
from sim.words import spoken


def follow(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    actuals: Annotated[
        Path, typer.Argument(help="Actual figures, CSV or .xlsx.", show_default=False)
    ],
    false_alarms: Annotated[
        float,
        typer.Option(
            min=0.001,
            max=0.5,
            metavar="SHARE",
            help="Chance of any alarm of any team in all the time followed, if nothing is wrong.",
        ),
    ] = 0.05,
    replications: Annotated[
        int, typer.Option(metavar="N", min=40, help="Replications of the forecast.")
    ] = 200,
    overrides: Overrides = None,
    workers: Workers = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Set each team's actual figures beside the forecast's band, month by month or week by week.

    One chart for all teams and periods together, so that looking often gives no more false alarms.
    """
    from sim.calibration.following.follow import follow as followed
    from sim.calibration.reading.faults import RecordsError
    from sim.cli.carrying_out import carried_out
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(file, overrides or [])
    try:
        with carried_out():
            tree = followed(
                scenario,
                actuals,
                false_alarms=false_alarms,
                replications=replications,
                workers=workers,
            )
    except RecordsError as fault:
        raise stopped(str(fault)) from fault
    if as_json:
        from sim.experiments.folder.storage import json_text

        print(json_text(tree), end="")
        return
    from sim.reporting.records.following import follow_text
    from sim.reporting.words.language import language as words_of

    print(follow_text(tree, words_of(spoken())), end="")
