"""`forloeb plan`: one citizen's support plan, from direct hours to a rate a day."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import stopped
from sim.words import phrase


def plan(
    file: Annotated[
        Path,
        typer.Argument(help="The support plan or the reform, a TOML file.", show_default=False),
    ],
    date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The day to show; default: the first.", show_default=False
        ),
    ] = None,
    citizen: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The contract to show, of a reform's file.", show_default=False
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Direct hours, paid hours, service rate and basis rate of one citizen's support plan.

    Where a line of the plan is dated, the rate is listed from each date on which it changes. Of a
    reform, the plan behind one of its contracts: before, and from each date after.
    """
    day = None if date is None else _day(date)
    shown = _of_plan_file if citizen is None else partial(_of_contract, citizen=citizen)
    print(shown(file, day, as_json=as_json), end="")


def _of_plan_file(file: Path, day: dt.date | None, *, as_json: bool) -> str:
    from sim.economics.reform.support_plan import plan_rates, plan_tree
    from sim.economics.reform.support_plan_text import plan_text
    from sim.experiments.folder.storage import json_text
    from sim.scenario.forms import tables_of
    from sim.scenario.reform.plan_file import load_plan

    if "reform" in tables_of(file):
        raise stopped(
            phrase(
                "forloeb plan: {file} is a reform; name one of its contracts: --citizen ID",
                file=file,
            )
        )
    filed = load_plan(file)
    return json_text(plan_tree(plan_rates(filed), day)) if as_json else plan_text(filed, day)


def _of_contract(file: Path, day: dt.date | None, *, citizen: str, as_json: bool) -> str:
    from sim.economics.reform.contract_plan import contract_plan, contract_plan_tree
    from sim.economics.reform.reform import reform
    from sim.economics.reform.support_plan_text import contract_plan_text
    from sim.experiments.folder.storage import json_text
    from sim.scenario.forms import tables_of
    from sim.scenario.reform.file import load_reform

    if "plan" in tables_of(file) and "reform" not in tables_of(file):
        raise stopped(
            phrase("forloeb plan: {file} is one citizen's plan; leave out --citizen", file=file)
        )
    found = reform(load_reform(file))
    try:
        of = contract_plan(found, citizen)
    except KeyError as unknown:
        raise stopped(f"forloeb plan: --citizen: {unknown.args[0]}") from None
    return json_text(contract_plan_tree(of, day)) if as_json else contract_plan_text(found, of, day)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        what = phrase('--date: must be a date, is "{text}"; write it as 2026-01-05', text=text)
        raise stopped(f"forloeb plan: {what}") from None
