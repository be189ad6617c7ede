"""A reform of rates read from its file and the CSV of contracts beside it, checked, by date."""

from pathlib import Path
from typing import Any

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.files.documents import Document
from sim.scenario.files.drafts import as_table, rows
from sim.scenario.files.toml_lines import Spot
from sim.scenario.forms import Filed, checked_form, read_form
from sim.scenario.reform.checks import REFORM_CHECKS
from sim.scenario.reform.contract_checks import CONTRACT_CHECKS
from sim.scenario.reform.contract_rows import contract_rows
from sim.scenario.schema.reform import ReformFile


def load_reform(path: str | Path) -> Filed[ReformFile]:
    """Read and check a reform and its contracts.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    read = _with_plans(_with_contracts(read_form(path, ReformFile)))
    return checked_form(path, ReformFile, read, (*REFORM_CHECKS, *CONTRACT_CHECKS))


def _with_plans(read: Document) -> Document:
    """What was read with the plans of its contracts as seen from here."""
    found = []
    for number, row in enumerate(rows(read.tree.get("contract"))):
        named = as_table(row).get("plan")
        if isinstance(named, str) and named:
            beside = Path(read.spot.deepest(["contract", number, "plan"]).file).parent
            found.append({**row, "plan": str(beside / named)})
        else:
            found.append(row)
    return read._replace(tree={**read.tree, "contract": found}) if found else read


def _with_contracts(read: Document) -> Document:
    """What was read with the contracts of the CSV behind those of the file itself."""
    named = as_table(read.tree.get("reform")).get("contracts")
    if not isinstance(named, str) or not named:
        return read
    beside = Path(read.spot.deepest(["reform", "contracts"]).file).parent
    try:
        tables, spots, faults = contract_rows(beside / named)
    except ScenarioError as error:
        raise ScenarioError([*read.faults, *error.faults]) from None
    own: list[Any] = rows(read.tree.get("contract"))
    spot = read.spot.parts.get("contract", Spot(spots[0].place if spots else read.spot.place))
    parts: dict[str | int, Spot] = dict(enumerate(spots, start=len(own)))
    tree = {**read.tree, "contract": [*own, *tables]}
    root = Spot(
        read.spot.place, {**read.spot.parts, "contract": Spot(spot.place, {**spot.parts, **parts})}
    )
    return Document(tree, root, (*read.faults, *faults))
