"""`forloeb rates`: the rates at which the expected deviation is zero."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import BAD_USAGE
from sim.cli.carrying_out import carried_out
from sim.cli.options import Cluster, Workers, stopped
from sim.cli.rates_from_records import RecordsNamed, set_from_records
from sim.cli.workbooks import Xlsx, check_xlsx, write_xlsx
from sim.words import known, phrase

if TYPE_CHECKING:
    from sim.economics.documents.rates import PlanBalanceTree, RatesTree
    from sim.economics.rates.asking import RatesAsked
    from sim.economics.rates.balancing import RateSet
    from sim.reporting.workbook.read_me import Origin
    from sim.scenario.reading import Scenario


def rates(  # noqa: PLR0917 - typer passes by name
    file: Annotated[
        Path | None,
        typer.Argument(help="The scenario, a TOML file; not with --records.", show_default=False),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Set rates from a municipality's own records instead."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="mapping.toml; that of the folder without it."),
    ] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
    ] = None,
    smallest_cell: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=1000,
            metavar="N",
            help="With --records: fewest citizens of a rate of its own.",
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(metavar="auto|course|level", help="One rate a course, or one a level of it."),
    ] = "auto",
    method: Annotated[
        str,
        typer.Option(
            metavar="auto|twin|simulation", help="auto: the twin where its means are exact."
        ),
    ] = "auto",
    clinic_share: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE", help="Share of the nursing to price as if given in a clinic."
        ),
    ] = None,
    total_dkk_per_year: Annotated[
        float | None,
        typer.Option(metavar="DKK", help="What all rates together are to pay in a year."),
    ] = None,
    round_to: Annotated[
        float | None, typer.Option(metavar="DKK", help="Round rates to this step.")
    ] = None,
    place_residue: Annotated[
        bool,
        typer.Option("--place-residue", help="Round single rates the other way, to hit the total."),
    ] = False,
    replications: Annotated[
        int | None, typer.Option(metavar="N", help="Replications, where simulated.")
    ] = None,
    workers: Workers = None,
    cluster: Cluster = None,
    xlsx: Xlsx = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write report.html into this folder.", show_default=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
    as_toml: Annotated[
        bool, typer.Option("--toml", help="Print the rates as a scenario file and nothing else.")
    ] = False,
) -> None:
    """Rates that balance, by course and level, and what lies behind each of them.

    By the closed-form twin where its means are exact, otherwise by simulation; it says which.
    Or from a municipality's own records (--records), with an interval over citizens.
    """
    from sim.economics.rates.asking import RatesAsked
    from sim.economics.rates.plans import is_by_plan

    asked = RatesAsked(
        by,
        method,
        clinic_share,
        total_dkk_per_year,
        round_to,
        place_residue,
        replications,
        workers,
        cluster,
    )
    if records is not None or file is None:
        others: dict[str, object] = {"FILE": file, "--set": overrides, "--xlsx": xlsx, "--out": out}
        others |= {"--clinic-share": clinic_share, "--replications": replications}
        others |= {"--cluster": cluster, "--workers": workers, "--place-residue": place_residue}
        of = RecordsNamed(records, mapping, smallest_cell)
        set_from_records(of, asked, others, as_json=as_json, as_toml=as_toml)
        return
    if smallest_cell is not None:
        raise _refused([phrase("--smallest-cell: only with --records; leave it out")])
    check_xlsx(xlsx)
    scenario = _checked(file, overrides or [], asked, is_both=as_json and as_toml)
    if is_by_plan(scenario) and by == RatesAsked().by:
        tree = _balance_plans(scenario, asked, as_json=as_json, as_toml=as_toml)
        _write_page((scenario, tree), out)
        write_xlsx(tree, known("Rates that balance"), lambda: _origin(scenario), xlsx)
        return
    found = _found(scenario, asked)
    if as_toml:
        from sim.economics.rates.answer.toml import rates_toml

        print(rates_toml(found, _command(file, overrides or [], asked)), end="")
    else:
        _print(found, as_json=as_json)
    _write_page((scenario, found.tree), out)
    write_xlsx(found.tree, known("Rates that balance"), lambda: _origin(scenario), xlsx)


def _origin(scenario: "Scenario") -> "Origin":
    from sim.reporting.workbook.books import origin_of_scenario

    return origin_of_scenario(scenario)


def _balance_plans(
    scenario: "Scenario", asked: "RatesAsked", *, as_json: bool, as_toml: bool
) -> "PlanBalanceTree":
    """Print what balances a tariff by support plan; options of course rates are refused."""
    from sim.economics.rates.answer.plans_text import plan_balance_text
    from sim.economics.rates.asking import course_rate_options
    from sim.economics.rates.plans import plan_balance
    from sim.experiments.folder.storage import json_text

    options = [*course_rate_options(asked), *(["--toml"] if as_toml else [])]
    if options:
        kind = scenario.values.tariff.kind
        remedy = phrase("leave it out, or add --by course for rates in its place")
        what = phrase('is for course rates, and the tariff is of kind "{kind}"', kind=kind)
        raise _refused([f"{option}: {what}; {remedy}" for option in options])
    tree = plan_balance(scenario)
    print(json_text(tree) if as_json else plan_balance_text(tree), end="")
    return tree


def _checked(file: Path, overrides: list[str], asked: "RatesAsked", *, is_both: bool) -> "Scenario":
    """The scenario; every fault of it and of the options is told first."""
    from sim.economics.rates.asking import asked_faults
    from sim.scenario.faults.fault import ScenarioError
    from sim.scenario.reading import load_scenario

    faults = asked_faults(asked)
    if is_both:
        faults.append(phrase("--json: not together with --toml; leave one of them out"))
    try:
        scenario = load_scenario(file, overrides)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        raise _refused(faults) from error
    if faults:
        raise _refused(faults)
    return scenario


def _refused(faults: list[str]) -> typer.Exit:
    for fault in faults:
        print(f"forloeb rates: {fault}", file=sys.stderr)
    return typer.Exit(BAD_USAGE)


def _found(scenario: "Scenario", asked: "RatesAsked") -> "RateSet":
    from sim.economics.rates.asking import RatesError
    from sim.economics.rates.balancing import balancing_rates

    with carried_out(lambda: phrase("interrupted: nothing is kept")) as progress:
        try:
            return balancing_rates(scenario, asked, progress=progress, say=progress.say)
        except RatesError as fault:
            raise _refused(fault.faults) from fault


def _print(found: "RateSet", *, as_json: bool) -> None:
    from sim.experiments.folder.storage import json_text

    print(json_text(found.tree) if as_json else found, end="")


def _write_page(of: "tuple[Scenario, RatesTree | PlanBalanceTree]", folder: Path | None) -> None:
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.page.alone import PageNames
    from sim.reporting.rates.report import write_rates_page
    from sim.reporting.words.language import labels_of
    from sim.words import spoken

    if folder is None:
        return
    try:
        scenario, tree = of
        named = PageNames(scenario.values.title, labels_of(scenario.resolved))
        page = write_rates_page(tree, folder, named=named, language=spoken())
        print(page.as_posix(), file=sys.stderr)
    except ResultsError as fault:
        raise stopped(f"forloeb rates: {fault}") from fault


def _command(file: Path, overrides: list[str], asked: "RatesAsked") -> str:
    """The command line that finds these rates again."""
    import shlex

    options = {
        "--by": asked.by if asked.by != "auto" else None,
        "--method": asked.method if asked.method != "auto" else None,
        "--clinic-share": asked.clinic_share,
        "--total-dkk-per-year": asked.total_dkk_per_year,
        "--round-to": asked.round_to_dkk,
        "--replications": asked.replications,
    }
    words = ["forloeb", "rates", file.as_posix()]
    for override in overrides:
        words += ["--set", override]
    for option, value in options.items():
        if value is not None:
            words += [option, f"{value:.15g}" if isinstance(value, float) else str(value)]
    return shlex.join([*words, *(["--place-residue"] if asked.place_residue else [])])
