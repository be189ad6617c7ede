"""A run's tables as the loop takes them, and what it may take for granted of them."""

import threading
from typing import Any, Final, NamedTuple

from sim.engines.compiling.blocks import Knowledge, Lengths, Reference, nothing_known
from sim.engines.compiling.folding import known_of_state, plainly_known, unrecorded
from sim.engines.sweep import SweptRun
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.structure import known_axes


class Taken(NamedTuple):
    """What a loop takes for granted of each table that it is given."""

    parameters: Knowledge
    state: Knowledge
    record: Knowledge
    lengths: Lengths  # of axes


GENERAL: Final = Taken(nothing_known, nothing_known, nothing_known, ())


class _Constants(threading.local):
    """The constants that a thread referred to last: its replications share them."""

    def __init__(self) -> None:
        self.by_knowledge: dict[Knowledge, Reference] = {}


_constants = _Constants()


def _constants_of(parameters: Parameters, taken: Taken) -> Reference:
    kept = _constants.by_knowledge
    if any(reference.table is not parameters for reference in kept.values()):
        kept.clear()
    if taken.parameters not in kept:
        kept[taken.parameters] = Reference(
            parameters, is_constant=True, known=taken.parameters, lengths=taken.lengths
        )
    return kept[taken.parameters]


def folded(rules: Rulebook, run: SweptRun) -> Taken:
    """All that can be taken for granted of a run."""
    record = nothing_known if len(run.record.day) > 0 else unrecorded
    state = known_of_state(run.parameters, rules)
    return Taken(plainly_known, state, record, known_axes(run.parameters))


def referred(run: SweptRun, taken: Taken) -> tuple[Reference, ...]:
    """A run's tables."""
    return (
        _constants_of(run.parameters, taken),
        Reference(run.state, is_constant=False, known=taken.state, lengths=taken.lengths),
        Reference(run.agenda, is_constant=False),
        Reference(run.record, is_constant=False, known=taken.record),
    )


def addresses(references: tuple[Reference, ...], key: tuple[int, int]) -> tuple[int, ...]:
    """Arguments of the loop; the key is seed and replication."""
    return (*(reference.address for reference in references), *key)


def layout(references: tuple[Reference, ...]) -> str:
    """What decides which loop serves some tables, as a text."""
    return "\n".join(_layout(reference) for reference in references)


_layouts: dict[tuple[Any, ...], str] = {}
"""Layouts of tables that a run changes, by what decides them: writing one takes milliseconds."""


def _layout(reference: Reference) -> str:
    if reference.is_constant:
        return reference.layout
    by = reference.form, reference.known, reference.lengths
    if by not in _layouts:
        _layouts[by] = reference.layout
    return _layouts[by]
