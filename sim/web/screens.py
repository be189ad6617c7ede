"""The report's first screen of replications in memory, and what the closed-form twin adds to it."""

from functools import lru_cache
from pathlib import Path

from sim.experiments.documents.summary import Summary
from sim.experiments.expectation import Expectation, chance_bands
from sim.experiments.folder.record import run_hash
from sim.experiments.ledger.rows import rows_together
from sim.experiments.prepared.paired_sums import Replications
from sim.experiments.prepared.prepare import PreparedJob
from sim.model.units import ORE_PER_DKK
from sim.reporting.leaders.of_results import ScreenParts, explained_at, screen_of_parts
from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.years import evened_out_weeks
from sim.reporting.page.provenance import by_status
from sim.reporting.results.chance import Chance
from sim.scenario.reading import Scenario
from sim.theory.twin import left_out, twin


def screen_in_memory(
    prepared: PreparedJob,
    of: Replications,
    summary: Summary,
    chance: Chance,
    folder: Path | None = None,
) -> Screen:
    """The first screen of some replications of a prepared job.

    Where the run lies in a folder that `forloeb explain` has explained, with its verdicts.
    """
    explained = None if folder is None else explained_at(folder, run_hash(prepared.scenario))
    parts = ScreenParts(
        summary,
        prepared.scenario.values.run.start,
        of.weekly_ore / ORE_PER_DKK,
        _unmet_share(prepared, of),
        _evidence(_Itself(prepared.scenario)),
        prepared.facts.causes,
        evened_out_weeks(prepared.scenario.resolved),
    )
    return screen_of_parts(parts, chance, explained)


def _unmet_share(prepared: PreparedJob, of: Replications) -> float | None:
    """Share of the needed hours that nobody gives; None where staff has no limit."""
    if not prepared.parameters.staff.is_limited:
        return None
    unmet, given = of.sums.care.unmet_minutes.sum(), of.sums.care.delivered_minutes.sum()
    return float(unmet / (unmet + given)) if unmet + given else None


class _Itself:
    """A scenario that is told from others by being itself."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.scenario is self.scenario


@lru_cache(maxsize=16)
def _evidence(of: _Itself) -> tuple[tuple[str, int], ...]:
    statuses = [row.status for row, _ in rows_together(of.scenario.ledger)]
    return tuple(by_status(statuses).items())


def chance_of(prepared: PreparedJob) -> Chance:
    """Each team's band by chance alone, where the twin is exact."""
    if left_out(prepared.parameters, prepared.rules):
        return Chance(None)
    solved = twin(prepared.parameters, prepared.rules)
    return Chance(chance_bands(Expectation(prepared.scenario, prepared.job, solved)))
