"""`forloeb detect SCENARIO --lever NAME=VALUE`: how soon a chart shows that a team games."""

from typing import Annotated

import typer

from sim.cli.options import Overrides, Workers, stopped
from sim.words import phrase, spoken


def detect(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    lever: Annotated[
        list[str],
        typer.Option(metavar="NAME=VALUE", help="What the team moves; may be repeated."),
    ],
    team: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which team; the first one without it.")
    ] = None,
    false_alarms: Annotated[
        float,
        typer.Option(
            "--false-alarms-per-decade",
            min=0.01,
            max=100,
            help="False alarms of a team in ten years.",
        ),
    ] = 1.0,
    replications: Annotated[
        int, typer.Option(metavar="N", min=40, help="Replications with and without.")
    ] = 200,
    overrides: Overrides = None,
    workers: Workers = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Weeks until a chart shows that a team moves a lever, and which figure shows it first."""
    from sim.calibration.following.detect import detect as detected
    from sim.cli.carrying_out import carried_out
    from sim.scenario.reading import load_scenario

    levers = dict(_lever(one) for one in lever)
    scenario = load_scenario(file, overrides or [])
    with carried_out():
        tree = detected(
            scenario,
            levers,
            team=team,
            false_alarms_per_decade=false_alarms,
            replications=replications,
            workers=workers,
        )
    if as_json:
        from sim.experiments.folder.storage import json_text

        print(json_text(tree), end="")
        return
    from sim.reporting.records.following import detection_text
    from sim.reporting.words.language import language as words_of

    print(detection_text(tree, words_of(spoken())), end="")


def _lever(text: str) -> tuple[str, float]:
    """Name and value of a lever."""
    from sim.model.levers import LEVER
    from sim.scenario.faults.suggestions import instead

    name, _, value = text.partition("=")
    if name not in LEVER:
        remedy = instead(name, LEVER)
        raise stopped(phrase("--lever: {name} is no lever; {remedy}", name=name, remedy=remedy))
    try:
        return name, float(value)
    except ValueError as wrong:
        message = phrase("--lever: {text} has no number; write NAME=0.05", text=text)
        raise stopped(message) from wrong
