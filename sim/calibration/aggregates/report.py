"""What `forloeb calibrate` says of tables: what was met, what they say, what they leave open."""

import math
from collections.abc import Iterator

from sim.calibration.aggregates.calibrated import Aggregated
from sim.calibration.aggregates.documents import AggregatesTree, MetRow, OpenRow
from sim.calibration.aggregates.targets import UNITS
from sim.calibration.documents import finding_rows
from sim.calibration.fits.estimate import Z
from sim.calibration.reading.mapping import Mapping
from sim.model.version import DOCUMENT_VERSION


def aggregates_tree(
    name: str, mapping: Mapping, found: Aggregated, smallest: int
) -> AggregatesTree:
    """The document."""
    window, asked = mapping.values.records, mapping.values.aggregates
    measured = sum(1 for row in found.scenario.ledger if row.status == "measured")
    return {
        "schema": DOCUMENT_VERSION,
        "records": name,
        "out": None,
        "scenario": asked.scenario if asked is not None else "",
        "period": {
            "first_day": window.first_day.isoformat(),
            "last_day": window.last_day.isoformat(),
        },
        "rows": found.tables.rows,
        "findings": finding_rows(found.tables.findings),
        "met": list(_met(found, smallest)),
        "numbers": list(_numbers(found)),
        "notes": found.notes,
        "measured": measured,
    }


def _met(found: Aggregated, smallest: int) -> Iterator[MetRow]:
    for target, kept in zip(found.tables.targets, found.met.kept.tolist(), strict=True):
        is_few = 0 < target.n < smallest
        yield {
            "figure": target.figure,
            "unit": UNITS[target.figure],
            "team": target.team,
            "course": target.course,
            "level": target.level,
            "service": target.service,
            "exit": target.exit,
            "counted": None if is_few else target.value,
            "kept": None if is_few else kept,
            "gap": (kept - target.value) / target.error,
        }


def _numbers(found: Aggregated) -> Iterator[OpenRow]:
    for of in found.met.found:
        wide = math.exp(Z * of.error)
        yield {
            "key": of.free.name,
            "factor": {
                "value": of.factor,
                "low": of.factor / wide,
                "high": of.factor * wide,
                "n": None,
            },
            "is_said": of.is_said,
        }
