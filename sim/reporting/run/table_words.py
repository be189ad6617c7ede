"""The few words in the tables of a run's page; those that come first are in `leaders/words.py`."""

from collections.abc import Mapping

from sim.reporting.results.team_rows import TeamRow, beyond_chance
from sim.reporting.words.language import NO_BREAK, Language


def across_runs(row: TeamRow, language: Language) -> str:
    """Where a team's runs end, in few words."""
    if row.deviation.low is None:
        return ""
    if not beyond_chance(row):
        return language.say("either way")
    if (row.deficit_probability.mean or 0.0) > 1 / 2:
        return language.say("deficit in nearly every run")
    return language.say("surplus in nearly every run")


def exits(shares: Mapping[str, Mapping[str, float | None]], language: Language) -> str:
    """Where the spells of a course lead, the most frequent first."""
    known = [(name, share["mean"]) for name, share in shares.items() if share["mean"]]
    known.sort(key=lambda pair: -(pair[1] or 0.0))
    return ", ".join(
        f"{language.name(name)}{NO_BREAK}{language.percent(share, 0)}" for name, share in known
    )
