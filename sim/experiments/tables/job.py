"""A `Job`: all that a worker process needs for replications of one scenario.

It needs nothing that reads scenarios; `running/preparing.py` makes it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import (
    CHANGED_TEAM,
    CHANGED_TEAM_NAME,
    DISCHARGED,
    DISCHARGED_NAME,
    HELD,
    HELD_NAME,
    LEVEL_CHANGE,
    LEVEL_CHANGE_NAME,
    RESUME,
    RESUME_NAME,
    out_name,
)

_MADE_BY_MODEL = {
    LEVEL_CHANGE: LEVEL_CHANGE_NAME,
    HELD: HELD_NAME,
    RESUME: RESUME_NAME,
    DISCHARGED: DISCHARGED_NAME,
    CHANGED_TEAM: CHANGED_TEAM_NAME,
}


class Names(NamedTuple):
    """What the planner calls things, in the order of the file."""

    teams: tuple[str, ...]
    courses: tuple[str, ...]

    def destination(self, code: int) -> str:
        """Name of where a spell led: a course, a way out, or back into the same course."""
        if code in _MADE_BY_MODEL:
            return _MADE_BY_MODEL[code]
        return self.courses[code] if code >= 0 else out_name(code)


class Job(NamedTuple):
    """Everything that replications of one scenario share."""

    parameters: Parameters
    names: Names
    team_rows: tuple[int, ...]  # row of each team of the file among the teams by key
    seed: int
    engine: str
    rules: Rulebook
    payers: Mapping[str, float] = {}
    """Share of the citizens by payer; empty where nobody asks who pays."""
    run_hash: str = ""
    """What pieces of the results say they belong to (`folder/record.py`)."""
