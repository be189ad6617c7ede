"""Free choice: who chooses which team, and how often anew."""

from collections.abc import Sequence

from sim.model.parameters import Choice
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema.scenario import Values


def choice(periods: Sequence[Values]) -> Choice:
    """Shares by team, by rising key; without a choice they are 0."""
    first = periods[0]
    names = [first.team[row].name for row in teams_by_key(first)]
    return Choice(
        is_free=first.choice is not None,
        share=each(periods, lambda v: entries(v.choice.at_intake if v.choice else None, names)),
        change_per_day=each(
            periods, lambda v: v.choice.change_per_week / DAYS_PER_WEEK if v.choice else 0.0
        ),
    )
