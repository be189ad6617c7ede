"""A support plan read from its file, checked, by date (`forloeb plan`)."""

from collections.abc import Iterator
from pathlib import Path

from sim.scenario.checks.names import unseen_faults
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.forms import Filed, checked_form, read_form
from sim.scenario.schema.support_plan import PlanFile
from sim.words import phrase


def load_plan(path: str | Path) -> Filed[PlanFile]:
    """Read and check a support plan.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    return checked_form(path, PlanFile, read_form(path, PlanFile), [_both_ways, unseen_faults])


def _both_ways(draft: Draft) -> Iterator[Fault]:
    """Hours and shares of the same things."""
    if draft.has("plan", "add_hours") and draft.has("plan", "add_shares"):
        what = phrase("is not possible beside plan.add_hours")
        yield draft.fault(("plan", "add_shares"), what, phrase("leave one of them out"))
