"""The text of `forloeb rates --records`: rates, what they rest on, before and after by team."""

from collections.abc import Iterator

from sim.calibration.rates.documents import BeforeAfterRow, RecordRateRow, RecordRatesTree
from sim.reporting.records.calibration import estimate_text, finding_lines
from sim.reporting.words.language import Language


def record_rates_text(tree: RecordRatesTree, language: Language) -> str:
    """Everything that a planner looks at first."""
    return "\n".join(_lines(tree, language)) + "\n"


def _lines(tree: RecordRatesTree, language: Language) -> Iterator[str]:
    say = language.say
    period = tree["period"]
    first, last = period["first_day"], period["last_day"]
    yield say("Rates from records from {first} to {last} [DKK per week]", first=first, last=last)
    yield from finding_lines({}, tree["findings"], language)
    yield ""
    for row in tree["rates"]:
        yield from _rate(row, language)
    yield ""
    yield say(
        "All rates together pay {total} DKK a year; they were multiplied by {factor} for that",
        total=language.number(tree["total_dkk_per_year"]),
        factor=language.number(tree["factor"], 4),
    )
    yield ""
    yield say("Before and after, each team on its own last year [DKK]")
    yield from (_team(team, language) for team in tree["teams"])
    if tree["notes"]:
        yield ""
        yield from (say("Note: {note}", note=note) for note in tree["notes"])


def _rate(of: RecordRateRow, language: Language) -> Iterator[str]:
    say = language.say
    where = language.name(of["course"])
    if of["level"] is not None:
        where = say("{course}, level {level}", course=where, level=of["level"])
    yield f"{where}: {language.number(of['rate_dkk'])}"
    if of["simple_dkk"] is not None:
        yield say("  hours x price of all who were there: {dkk}", dkk=_number(of, language))
    if of["weekly_dkk"] is not None and of["course_dkk"] is not None:
        yield say(
            "  of whole courses: {weekly}; a course of {weeks} weeks costs {course}",
            weekly=estimate_text(of["weekly_dkk"], language, 0),
            weeks=language.number(of["course_weeks"] or 0.0, 1),
            course=estimate_text(of["course_dkk"], language, 0),
        )
    if of["still"]:
        yield say(
            "  followed for {weeks} weeks; {share} go on beyond",
            weeks=of["followed_weeks"],
            share=language.percent(of["still"]),
        )
    if of["weight"] < 1:
        weight, dkk = language.percent(of["weight"]), language.number(of["shrunk_dkk"])
        yield say("  its own records count for {weight}: {dkk}", weight=weight, dkk=dkk)


def _number(of: RecordRateRow, language: Language) -> str:
    return language.number(of["simple_dkk"] or 0.0)


def _team(of: BeforeAfterRow, language: Language) -> str:
    return language.say(
        "  {team}: before {before}, after {after}, change {change}",
        team=of["team"],
        before=language.number(of["before_dkk"]),
        after=estimate_text(of["after_dkk"], language, 0),
        change=estimate_text(of["change_dkk"], language, 0),
    )
