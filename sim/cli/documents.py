"""JSON Schemas of what commands print with `--json`, made from the documents' types.

The types stand where the documents are made, in `experiments/documents/` and
`economics/documents/`; those of the commands that only list something are here. A key that a type
does not have is an error in the schema, so that a misspelt one is found.
"""

import json
from typing import TYPE_CHECKING, Any, Final, Literal, NotRequired

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import TypedDict

from sim.calibration.aggregates.documents import AggregatesTree
from sim.calibration.documents import CalibrationTree, DetectionTree, FollowTree, WrittenTree
from sim.calibration.rates.documents import RecordRatesTree
from sim.economics.documents.audit import AuditTree
from sim.economics.documents.explanation import ExplanationTree
from sim.economics.documents.rates import PlanBalanceTree, RatesTree
from sim.economics.documents.reform import ContractPlanTree, PlanTree, ReformTree
from sim.experiments.documents.comparison import ComparisonTree
from sim.experiments.documents.expectation import ExpectationTree
from sim.experiments.documents.listing import ListTree
from sim.experiments.documents.meaning import MeaningTree
from sim.experiments.documents.periods import PeriodsTree
from sim.experiments.documents.searching import SearchTree
from sim.experiments.documents.studying import SensitivityTree, UncertainTree, WorthTree
from sim.experiments.documents.summary import RunDocument
from sim.experiments.documents.sweeping import LedgerTree, SweepTree
from sim.experiments.documents.verification import VerificationTree
from sim.experiments.documents.warning import WarningRow
from sim.reporting.words.glossary import GlossaryTree

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import TypedDictSchema


class CheckedFile(TypedDict):
    """A file, everything that is wrong with it, and what is hardly meant in a sound one."""

    file: str
    faults: list[WarningRow]
    warnings: list[WarningRow]
    meaning: NotRequired[MeaningTree]


class CheckTree(TypedDict):
    """What `forloeb check --json` prints."""

    schema: Literal[1]
    files: list[CheckedFile]


class ReportTree(TypedDict):
    """What `forloeb report --json` prints: the pages that were written."""

    schema: Literal[1]
    reports: list[str]


DOCUMENTS: Final[dict[str, Any]] = {
    "summary": RunDocument,
    "comparison": ComparisonTree,
    "explanation": ExplanationTree,
    "rates": RatesTree | PlanBalanceTree | RecordRatesTree,
    "audit": AuditTree,
    "verify": VerificationTree,
    "theory": ExpectationTree,
    "plan-result": PlanTree | ContractPlanTree,
    "reform-result": ReformTree,
    "check": CheckTree,
    "glossary": GlossaryTree,
    "report": ReportTree,
    "sweep": SweepTree,
    "ledger": LedgerTree,
    "list": ListTree,
    "periods": PeriodsTree,
    "calibration": CalibrationTree | AggregatesTree | WrittenTree,
    "synthesis": WrittenTree,
    "following": FollowTree,
    "detection": DetectionTree,
    "uncertain": UncertainTree,
    "sensitivity": SensitivityTree,
    "worth": WorthTree,
    "search": SearchTree,
}
"""Type of each document by the name under which `forloeb schema --form` knows it."""


class _Closed(GenerateJsonSchema):
    """Tables have the keys of their type and no other."""

    def typed_dict_schema(self, schema: "TypedDictSchema") -> "JsonSchemaValue":
        """Close a table."""
        return {**super().typed_dict_schema(schema), "additionalProperties": False}

    def field_title_should_be_set(self, _schema: object) -> bool:
        """A key is its own title."""
        return False


def document_schema(name: str) -> dict[str, Any]:
    """JSON Schema of a document, draft 2020-12."""
    made = TypeAdapter(DOCUMENTS[name]).json_schema(schema_generator=_Closed)
    return {"$schema": _Closed.schema_dialect, **made, "title": f"Forløb {name}"}


def document_schema_text(name: str) -> str:
    """The same as a file holds it."""
    return json.dumps(document_schema(name), indent=1, ensure_ascii=False) + "\n"
