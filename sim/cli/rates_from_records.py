"""`forloeb rates --records RECORDS`: rates from a municipality's own records."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.cli.options import stopped
from sim.words import phrase, spoken

if TYPE_CHECKING:
    from sim.calibration.rates.documents import RecordRatesTree
    from sim.economics.rates.asking import RatesAsked


class RecordsNamed(NamedTuple):
    """Which records, and how small a group they may tell of."""

    records: Path | None
    mapping: Path | None
    smallest_cell: int | None
    """The usual one where it is left out."""


def set_from_records(
    of: RecordsNamed,
    asked: "RatesAsked",
    others: Mapping[str, object],
    *,
    as_json: bool,
    as_toml: bool,
) -> None:
    """Print rates from records; options that are for scenarios are refused."""
    if of.records is None:
        raise stopped(
            phrase("forloeb rates: name a scenario, or the folder of records with --records")
        )
    faults = [
        phrase("forloeb rates: {option}: not together with --records; leave it out", option=option)
        for option, value in others.items()
        if value is not None and value is not False and value != []
    ]
    if asked.method != "auto":
        faults.append(
            phrase(
                "forloeb rates: {option}: not together with --records; leave it out",
                option="--method",
            )
        )
    if as_json and as_toml:
        faults.append(phrase("--json: not together with --toml; leave one of them out"))
    if faults:
        raise stopped("\n".join(faults))
    _print(_found(of.records, of, asked), as_json=as_json, as_toml=as_toml)


def _found(records: Path, of: RecordsNamed, asked: "RatesAsked") -> "RecordRatesTree":
    from sim.calibration.rates.found import RecordRatesAsked, rates_from_records
    from sim.calibration.reading.faults import RecordsError
    from sim.economics.rates.asking import asked_faults

    if faults := asked_faults(asked):
        raise stopped("\n".join(f"forloeb rates: {fault}" for fault in faults))
    wanted = RecordRatesAsked(asked.by, asked.total_dkk_per_year, asked.round_to_dkk)
    if of.smallest_cell is not None:
        wanted = wanted._replace(smallest_cell=of.smallest_cell)
    try:
        return rates_from_records(records, of.mapping, wanted)
    except RecordsError as fault:
        raise stopped(str(fault)) from fault


def _print(tree: "RecordRatesTree", *, as_json: bool, as_toml: bool) -> None:
    from sim.calibration.rates.toml import record_rates_toml
    from sim.experiments.folder.storage import json_text
    from sim.reporting.records.rates import record_rates_text
    from sim.reporting.words.language import language

    if as_json:
        print(json_text(tree), end="")
    elif as_toml:
        print(record_rates_toml(tree), end="")
    else:
        print(record_rates_text(tree, language(spoken())), end="")
