"""Every warning about a scenario, those that take its arrays among them."""

from typing import cast

from sim.experiments.documents.warning import WarningRow
from sim.scenario.faults.fault import Caution, Fault, ScenarioError
from sim.scenario.implausible.cautions import cautions, is_small
from sim.scenario.reading import Scenario


def warnings_of(scenario: Scenario) -> tuple[Caution, ...]:
    """What is hardly meant in a scenario that can be run, and whether it fits the machine."""
    found = cautions(scenario)
    if is_small(scenario):
        return found
    from sim.experiments.fitting.cautions import fit_cautions
    from sim.experiments.meaning.start_cautions import start_cautions
    from sim.experiments.running.memory import memory_cautions

    return (*found, *start_cautions(scenario), *fit_cautions(scenario), *memory_cautions(scenario))


def refuse_warnings(found: tuple[Caution, ...]) -> None:
    """Make faults of warnings.

    Raises
    ------
    ScenarioError
        When there is any.
    """
    if found:
        raise ScenarioError(caution.fault for caution in found)


def warning_row(found: Fault) -> WarningRow:
    """A fault or warning as JSON has it."""
    return cast("WarningRow", found._asdict())
