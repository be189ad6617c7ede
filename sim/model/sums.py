"""A sum over a team's week, said once: its column, its unit, and how the summary tells it.

A field of `state.TeamWeeks` that has a `Sum` beside it becomes a column of the table of
team-weeks, is checked by `forloeb verify` and, where it has a `SumFigure`, stands in summary,
comparison and report. What adds to it is the event that happens (`events/`).
"""

from typing import Final, Literal, NamedTuple

from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK

# How many of what is counted make one of what the column is in.
COUNT: Final = 1
MINUTES: Final = MINUTES_PER_HOUR
DAYS: Final = DAYS_PER_WEEK
ORE: Final = ORE_PER_DKK


class SumFigure(NamedTuple):
    """A sum of all teams as an outcome, by replication.

    `key` is its name in the summary, `per` the time that it is told for, `said` and `unit` what
    a terminal calls it, `label` what a page calls it (a known message). It is unknown unless one
    of the parts of the model in `where` is switched on (fields of `tables.modelled.Modelled`);
    without any it is always known.
    """

    key: str
    per: Literal["week", "year"]
    said: str
    unit: str
    label: str
    where: tuple[str, ...] = ()


class Sum(NamedTuple):
    """What is to be known of a sum of whole øre, minutes, days or events.

    `column` is its name in the table, `per_unit` how many make one there. The column is null
    where `known` (a field of `tables.modelled.Modelled`) is switched off.
    """

    column: str
    per_unit: int
    known: str = ""
    may_be_negative: bool = False
    figure: SumFigure | None = None
