"""`forloeb plan`: one citizen's support plan, from direct hours to a rate a day."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import stopped


def plan(
    file: Annotated[
        Path, typer.Argument(help="The support plan, a TOML file.", show_default=False)
    ],
    date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The day to show; default: the first.", show_default=False
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Direct hours, paid hours, service rate and basis rate of one citizen's support plan.

    Where a line of the plan is dated, the rate is listed from each date on which it changes.
    """
    from sim.economics.support_plan import plan_rates, plan_tree
    from sim.economics.support_plan_text import plan_text
    from sim.experiments.storage import json_text
    from sim.scenario.support_plan_file import load_plan

    day = None if date is None else _day(date)
    filed = load_plan(file)
    print(
        json_text(plan_tree(plan_rates(filed), day)) if as_json else plan_text(filed, day), end=""
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        what = f'--date: must be a date, is "{text}"; write it as 2026-01-05'
        raise stopped(f"forloeb plan: {what}") from None
