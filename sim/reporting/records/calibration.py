"""The text of `forloeb calibrate`: what was read, what was odd, and what was estimated."""

from collections.abc import Iterator

from sim.calibration.documents import (
    CalibratedCourse,
    CalibratedTeam,
    CalibrationTree,
    EstimateRow,
    ExpectationRow,
    FindingRow,
    LevelRow,
    SeasonRow,
)
from sim.reporting.words.language import Language, known

_ROWS_SHOWN = 8

FOUND = (
    known("suppressed"),
    known("taken as not known"),
    known("decimal comma"),
    known("read as a decimal sign"),
    known("empty"),
    known("row set aside"),
    known("the same row again"),
    known("ends before it begins"),
    known("its end is taken as not known"),
    known("no end, and a later spell"),
    known("ends when the next begins"),
    known("runs into the next spell"),
    known("two spells begin on one day"),
    known("the one that ends first comes first"),
    known("begins and ends on one day"),
    known("counted as a stay of one day"),
    known("no level"),
    known("that of the spell beside it"),
    known("no end, and no hours any more"),
    known("taken to have ended in its last week with hours"),
    known("a note, no row"),
    known("a sum among its parts"),
    known("shares that do not add up to 1"),
    known("rescaled"),
)
"""What a data report can find, and what is then done."""


def calibration_text(tree: CalibrationTree, language: Language) -> str:
    """Everything that a planner looks at first."""
    return "\n".join(_lines(tree, language)) + "\n"


def _lines(tree: CalibrationTree, language: Language) -> Iterator[str]:
    say = language.say
    period = tree["period"]
    first, last = period["first_day"], period["last_day"]
    yield say("Records from {first} to {last}", first=first, last=last)
    yield from finding_lines(tree["rows"], tree["findings"], language)
    yield ""
    yield say("New citizens per week")
    for team in tree["teams"]:
        yield f"  {team['team']}: {estimate_text(team['new_per_week'], language, 2)}"
    for season in tree["season"]:
        yield ""
        yield from _season(season, language)
    yield from _short_hours(tree["teams"], language)
    for course in tree["courses"]:
        yield ""
        yield from _course(course, language)
    if tree["expectation"] is not None:
        yield ""
        yield from _expectation(tree["expectation"], language)
    if tree["notes"]:
        yield ""
        yield from (say("Note: {note}", note=note) for note in tree["notes"])
    yield ""
    yield written_line(tree["measured"], tree["out"], language)


def _season(of: SeasonRow, language: Language) -> Iterator[str]:
    source = of["source"]
    yield season_title(source, language)
    for place, month in enumerate(of["months"]):
        yield f"  {language.month(place + 1)}: {estimate_text(month, language, 2)}"


def season_title(source: str | None, language: Language) -> str:
    """What a season is of."""
    title = language.say("New citizens by month, beside the mean of the year")
    return title if source is None else f"{title} ({language.say(source.replace('_', ' '))})"


def _short_hours(teams: list[CalibratedTeam], language: Language) -> Iterator[str]:
    """Hours of temporary staff, and hours not delivered, where the accounts tell them."""
    told = {
        language.say("Hours given by temporary staff, of those delivered"): "temporary_share",
        language.say("Hours not delivered, of those needed"): "unmet_share",
    }
    for heading, key in told.items():
        known = [(of["team"], of[key]) for of in teams]  # type: ignore[literal-required]
        if any(share is not None for _, share in known):
            yield ""
            yield heading
        for team, share in known:
            if share is not None:
                yield f"  {team}: {share_text(share, language)}"


def share_text(of: EstimateRow, language: Language) -> str:
    """A share with its interval, where it has one."""
    value = language.percent(of["value"])
    if of["low"] is None or of["high"] is None:
        return value
    return f"{value} ({language.percent(of['low'])}–{language.percent(of['high'])})"


def finding_lines(
    rows: dict[str, int], findings: list[FindingRow], language: Language
) -> Iterator[str]:
    """What was read, and what was odd."""
    say = language.say
    for table, count in rows.items():
        yield say("  {table}: {rows} rows", table=table, rows=language.number(count))
    yield ""
    yield say("What was odd, and what was done (headings are row 1)")
    for finding in findings:
        yield _finding(finding, language)
    if not findings:
        yield say("  nothing")


def written_line(measured: int, out: str | None, language: Language) -> str:
    """How many numbers were measured, and where they stand."""
    count = language.number(measured)
    if out is None:
        return language.say("{count} numbers measured; --out FILE writes the scenario", count=count)
    return language.say("{count} numbers measured; written to {out}", count=count, out=out)


def _expectation(of: ExpectationRow, language: Language) -> Iterator[str]:
    say = language.say
    yield say("Expected deviation [DKK per week], with an interval over citizens")
    for team, row in of["teams"].items():
        yield f"  {team}: {estimate_text(row, language, 0)}"
    yield say("  all teams: {estimate}", estimate=estimate_text(of["total"], language, 0))


def _finding(of: FindingRow, language: Language) -> str:
    kind, done = of["kind"], of["done"]
    rows = ", ".join(str(row) for row in of["rows"][:_ROWS_SHOWN])
    more = " …" if of["count"] > _ROWS_SHOWN else ""
    return language.say(
        "  {file}, {column}: {kind} in {count} rows ({rows}); {done}",
        file=of["file"],
        column=of["column"],
        kind=language.say(kind),
        count=language.number(of["count"]),
        rows=rows + more,
        done=language.say(done),
    )


def _course(of: CalibratedCourse, language: Language) -> Iterator[str]:
    best = min(of["aic"].values(), default=0.0)
    others = ", ".join(
        f"{law} +{language.number(aic - best, 1)}"
        for law, aic in sorted(of["aic"].items(), key=lambda pair: pair[1])
        if law != of["law"]
    )
    said = language.say("{course}: stay {law}", course=language.name(of["course"]), law=of["law"])
    yield f"{said} (AIC: {others})" if others else said
    for level in of["levels"]:
        yield _level(level, language)
    yield from _by_exit(of, language)
    seen = [row for row in of["incidence"] if 0.02 < row["still"] < 0.98]  # noqa: PLR2004 - the middle of the curve
    for row in seen:
        yield language.say(
            "  still there after {week} weeks: seen {seen}, fitted {fitted}",
            week=row["week"],
            seen=language.percent(row["still"]),
            fitted=language.percent(row["fitted_still"]),
        )


def _by_exit(of: CalibratedCourse, language: Language) -> Iterator[str]:
    """Stays of each exit, where they are not alike."""
    found = of["by_exit"]
    if found is None:
        return
    yield language.say(
        "  stays hang on the exit (AIC {better} below one law for all):",
        better=language.number(found["aic_of_one"] - found["aic"], 1),
    )
    for exit_ in found["exits"]:
        ways = ", ".join(language.name(way) for way in exit_["exits"])
        yield language.say("  to {ways}: {law}", ways=ways, law=exit_["law"])
        yield from (f"  {_level(level, language)}" for level in exit_["levels"])


def _level(of: LevelRow, language: Language) -> str:
    few = language.say("few")
    return language.say(
        "  level {level}: mean {mean} weeks, sd {sd}, {ended} ended",
        level=of["level"],
        mean=estimate_text(of["mean_weeks"], language, 1),
        sd=estimate_text(of["sd_weeks"], language, 1),
        ended=few if of["ended"] is None else language.number(of["ended"]),
    )


def estimate_text(of: EstimateRow, language: Language, decimals: int) -> str:
    """An estimate with its interval, where it has one."""
    value = language.number(of["value"], decimals)
    if of["low"] is None or of["high"] is None:
        return value
    low, high = (language.number(end, decimals) for end in (of["low"], of["high"]))
    if of["low"] < 0:
        return language.say("{value} ({low} to {high})", value=value, low=low, high=high)
    return f"{value} ({low}–{high})"
