"""`forloeb audit`: which behaviour the tariff rewards, what it does to citizens, and who pays."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.carrying_out import carried_out
from sim.cli.options import Cluster, Overrides, Replications, Workers, stopped
from sim.words import phrase

if TYPE_CHECKING:
    from sim.economics.documents.audit import AuditTree
    from sim.scenario.reading import Scenario


def audit(  # noqa: PLR0917 - typer passes by name
    file: Annotated[str, typer.Argument(help="The scenario, a TOML file.", show_default=False)],
    tariff: Annotated[
        list[str] | None,
        typer.Option(
            "--tariff",
            metavar="FILE",
            help="A file whose [tariff] replaces the scenario's; may be repeated.",
        ),
    ] = None,
    alpha: Annotated[
        float | None,
        typer.Option(metavar="A", min=0.0, max=1.0, help="Weight of citizens against money."),
    ] = None,
    overrides: Overrides = None,
    replications: Replications = None,
    workers: Workers = None,
    cluster: Cluster = None,
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw each lever into this file.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write report.html into this folder.", show_default=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Which behaviour the tariff rewards, and who pays.

    For each lever: its value in good faith, the best response of a team that minds only money and
    of one that weighs citizens, and the value at which all services cost least. Solved exactly
    where the closed-form twin is exact, otherwise by paired simulation; it says which.
    """
    import json

    from sim.economics.audit.audit import REPLICATIONS
    from sim.economics.audit.audit import audit as audit_of
    from sim.economics.audit.text import audit_text
    from sim.scenario.reading import load_scenario
    from sim.scenario.tariffs.listed import pays_offers
    from sim.words import speaking_of_offers

    scenario = load_scenario(file, overrides or [])
    with carried_out(lambda: phrase("interrupted: nothing is kept")):
        found = audit_of(
            scenario,
            tariff or [],
            alpha=alpha,
            replications=replications or REPLICATIONS,
            workers=workers,
            say=lambda words: print(words, file=sys.stderr, flush=True),
            cluster=cluster,
        )
    if figure is not None:
        _draw(found.tree, figure)
    if out is not None:
        _write_page((scenario, tariff or [], found.tree), out)
    if as_json:
        print(json.dumps(found.tree, ensure_ascii=False, indent=2))
        return
    with speaking_of_offers(is_so=pays_offers(scenario.resolved)):
        print(audit_text(found.tree), end="")


def _draw(tree: "AuditTree", figure: Path) -> None:
    from sim.reporting.figures.levers import levers_figure
    from sim.reporting.words.language import language
    from sim.words import spoken
    from sim.writing import replace_named

    replace_named(levers_figure(tree, language(spoken())), figure)


def _write_page(of: "tuple[Scenario, list[str], AuditTree]", folder: Path) -> None:
    from sim.economics.audit.tariffs import tariff_titles
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.audit.report import write_audit_page
    from sim.reporting.page.alone import PageNames
    from sim.words import spoken

    try:
        scenario, tariffs, tree = of
        named = PageNames(scenario.values.title, tariff_titles(tariffs))
        page = write_audit_page(tree, folder, named=named, language=spoken())
        print(page.as_posix(), file=sys.stderr)
    except ResultsError as fault:
        raise stopped(f"forloeb audit: {fault}") from fault
