"""The text of `forloeb calibrate` of tables: what was met, what they say, what is left open."""

from collections.abc import Iterator

from sim.calibration.aggregates.documents import AggregatesTree, MetRow, OpenRow
from sim.reporting.records.calibration import finding_lines, written_line
from sim.reporting.words.language import Language, known

FIGURES = (
    known("census"),
    known("new"),
    known("granted"),
    known("delivered"),
    known("ended"),
    known("cost"),
    known("revenue"),
    known("citizens"),
    known("citizens per week"),
    known("hours per week"),
    known("DKK per week"),
)
"""Figures of tables, and their units."""


def aggregates_text(tree: AggregatesTree, language: Language) -> str:
    """Everything that a planner looks at first."""
    return "\n".join(_lines(tree, language)) + "\n"


def _lines(tree: AggregatesTree, language: Language) -> Iterator[str]:
    say = language.say
    period = tree["period"]
    yield say(
        "Tables from {first} to {last}, laid over {scenario}",
        first=period["first_day"],
        last=period["last_day"],
        scenario=tree["scenario"],
    )
    yield from finding_lines(tree["rows"], tree["findings"], language)
    yield ""
    yield say("What the tables hold, and what the scenario comes to in the long run")
    yield from (_met(row, language) for row in tree["met"])
    yield ""
    yield say("Said by the tables, as a multiple of {scenario}", scenario=tree["scenario"])
    yield from (_number(row, language) for row in tree["numbers"] if row["is_said"])
    yield ""
    yield say("Left open: only the range is known")
    yield from (_number(row, language) for row in tree["numbers"] if not row["is_said"])
    if tree["notes"]:
        yield ""
        yield from (say("Note: {note}", note=note) for note in tree["notes"])
    yield ""
    yield written_line(tree["measured"], tree["out"], language)


def _met(of: MetRow, language: Language) -> str:
    few, figure, unit = language.say("few"), of["figure"], of["unit"]
    names = (of["team"], of["course"], of["level"], of["service"], of["exit"])
    where = ", ".join(language.say(str(name)) for name in names if name is not None)
    counted, kept = (
        few if amount is None else language.number(amount, 1)
        for amount in (of["counted"], of["kept"])
    )
    return language.say(
        "  {figure}: {counted}, kept {kept} [{unit}]",
        figure=f"{language.say(figure)} {where}".strip(),
        counted=counted,
        kept=kept,
        unit=language.say(unit),
    )


def _number(of: OpenRow, language: Language) -> str:
    factor = of["factor"]
    low, high = (language.number(end or 0.0, 2) for end in (factor["low"], factor["high"]))
    return f"  {of['key']}: {language.number(factor['value'], 2)} ({low}–{high})"
