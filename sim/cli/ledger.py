"""`forloeb ledger`: every number of a scenario, where it comes from, its law and what uses it."""

from typing import Annotated

import typer

from sim.cli.options import Overrides, terminal_width


def ledger(
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    overrides: Overrides = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """List every number with unit, source, year, status, range, law and what uses it.

    Then the numbers of which something is not said.
    """
    from sim.experiments.fitting.inflow import with_fitted_inflow
    from sim.experiments.folder.storage import json_text
    from sim.experiments.ledger.rows import ledger_tree
    from sim.experiments.ledger.text import ledger_text
    from sim.scenario.reading import load_scenario

    tree = ledger_tree(with_fitted_inflow(load_scenario(file, overrides or ())))
    print(json_text(tree) if as_json else ledger_text(tree, terminal_width()), end="")
