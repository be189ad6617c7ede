"""`forloeb theory`: what the closed-form twin expects, and how far chance alone reaches."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def theory(
    file: Annotated[Path, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Exact expectation and the band of chance alone, without simulating.

    Says what it leaves out where a scenario has more than the twin can solve.
    """
    import json
    import shutil

    from sim.experiments.expectation import expectation, expectation_tree
    from sim.experiments.expectation_text import expectation_text
    from sim.scenario.reading import load_scenario
    from sim.scenario.tariffs.listed import pays_offers
    from sim.words import speaking_of_offers

    scenario = load_scenario(file, overrides or [])
    tree = expectation_tree(expectation(scenario))
    if as_json:
        print(json.dumps(tree, ensure_ascii=False, indent=2))
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    with speaking_of_offers(is_so=pays_offers(scenario.resolved)):
        print(expectation_text(tree, width), end="")
