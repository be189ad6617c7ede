"""The page of `forloeb calibrate`: what was odd in records, and how well stays are fitted."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sim.calibration.documents import CalibratedCourse, CalibrationTree, EstimateRow, FindingRow
from sim.reporting.figures.drawing.look import Shape
from sim.reporting.page.page import PageFigure, Said, part
from sim.reporting.records.calibration import estimate_text, season_title, share_text
from sim.reporting.records.fit_figure import FitWords, fit_figure
from sim.reporting.studies.page import StudyTable, StudyWords, write_study_page
from sim.reporting.words.language import ABSENT, Language, known

_LAWS: Final = {
    "gamma": known("gamma"),
    "lognormal": known("lognormal"),
    "weibull": known("Weibull"),
    "exponential": known("exponential"),
    "empirical": known("empirical"),
}
_SHORTEST: Final = 2
"""Weeks of a curve that is drawn."""


def write_calibration_page(tree: CalibrationTree, folder: Path, *, language: str = "en") -> Path:
    """Write `report.html` and the figures of a calibration into a folder.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    stem = Path(tree["records"]).resolve().stem
    return write_study_page(_words, {"scenario": stem, **tree}, folder, language=language)


def _words(tree: Mapping[str, Any], named: str, words: Language) -> StudyWords:
    period = {key: words.date(day) for key, day in tree["period"].items()}
    rows = ", ".join(
        f"{table} {words.number(count)}" for table, count in tree["rows"].items() if count
    )
    return StudyWords(
        words.say("From records to a scenario: {records}", records=named),
        words.say(
            "{count} numbers were measured in records from {first_day} to {last_day}.",
            count=words.number(tree["measured"]),
            **period,
        ),
        words.say("Rows: {rows}. No row of a citizen stands here.", rows=rows),
        [_figure(course, words) for course in tree["courses"] if len(course["curve"]) >= _SHORTEST],
        [
            _odd(tree, words),
            _new(tree, words),
            *_season(tree, words),
            _laws(tree, words),
            _stays(tree, words),
            *_by_exit(tree, words),
        ],
    )


def _figure(of: CalibratedCourse, words: Language) -> PageFigure:
    law = words.say(_LAWS[of["law"]])
    course = words.name(of["course"])
    furthest = max(of["curve"], key=lambda row: abs(row["still"] - row["fitted_still"]))
    said = Said(
        f"stay_{of['course']}",
        words.say("{course}: how long citizens stay", course=course),
        words.say(
            "Share still in the course; seen and fitted differ most in week {week}: {seen} and "
            "{fitted}.",
            week=words.number(furthest["week"]),
            seen=words.percent(furthest["still"]),
            fitted=words.percent(furthest["fitted_still"]),
        ),
        _note(of, words),
    )
    around = FitWords(
        words.say("seen, with late entry and censoring"),
        words.say("fitted: {law}, with hospital and death", law=law),
        words.say("per cent"),
        words.say("weeks of the course"),
    )
    columns = ("week", "seen", "fitted")
    rows = [(row["week"], row["still"], row["fitted_still"]) for row in of["curve"]]

    def draw(shape: Shape) -> Any:  # noqa: ANN401 - matplotlib's figure
        return fit_figure(of["curve"], around, words, shape)

    return part(said, draw, (columns, rows), words)


def _note(of: CalibratedCourse, words: Language) -> str:
    if len(of["aic"]) <= 1:
        return ""
    aic = sorted(of["aic"].items(), key=lambda pair: pair[1])
    others = ", ".join(
        f"{words.say(_LAWS[law])} +{words.number(value - aic[0][1], 1)}" for law, value in aic[1:]
    )
    best = words.say(_LAWS[aic[0][0]])
    return words.say("AIC is least for {best}; {others}.", best=best, others=others)


def _odd(tree: Mapping[str, Any], words: Language) -> StudyTable:
    heads = [words.say(head) for head in _ODD_HEADS]
    rows = [_finding(of, words) for of in tree["findings"]]
    return StudyTable(words.say("What was odd, and what was done"), heads, rows)


def _finding(of: FindingRow, words: Language) -> tuple[str, ...]:
    kind, done = of["kind"], of["done"]
    where, count = f"{of['file']}, {of['column']}", words.number(of["count"])
    return where, words.say(kind), count, words.say(done)


_ODD_HEADS: Final = (known("File, column"), known("Odd"), known("Rows"), known("Done"))


def _new(tree: Mapping[str, Any], words: Language) -> StudyTable:
    heads = (
        known("Team"),
        known("New citizens per week"),
        known("Temporary hours"),
        known("Hours not delivered"),
    )
    rows = [
        (
            team["team"],
            estimate_text(team["new_per_week"], words, 2),
            _share(team["temporary_share"], words),
            _share(team["unmet_share"], words),
        )
        for team in tree["teams"]
    ]
    return StudyTable(words.say("Teams"), [words.say(head) for head in heads], rows)


def _share(of: EstimateRow | None, words: Language) -> str:
    return ABSENT if of is None else share_text(of, words)


def _season(tree: Mapping[str, Any], words: Language) -> Iterator[StudyTable]:
    for of in tree["season"]:
        title = season_title(of["source"], words)
        rows = [
            (words.month(place), estimate_text(month, words, 2))
            for place, month in enumerate(of["months"], start=1)
        ]
        yield StudyTable(title, (words.say("Month"), words.say("Ratio")), rows)


def _laws(tree: Mapping[str, Any], words: Language) -> StudyTable:
    """AIC by course and law."""
    laws = [law for law in _LAWS if any(law in of["aic"] for of in tree["courses"])]
    rows = [
        (
            words.name(of["course"]),
            *(words.number(of["aic"][law], 1) if law in of["aic"] else ABSENT for law in laws),
        )
        for of in tree["courses"]
        if of["aic"]
    ]
    heads = (words.say("Course"), *(words.say(_LAWS[law]) for law in laws))
    return StudyTable(words.say("AIC of each law; the least is taken"), heads, rows)


def _stays(tree: Mapping[str, Any], words: Language) -> StudyTable:
    rows = [
        (
            words.say(
                "{course}, level {level}", course=words.name(of["course"]), level=at["level"]
            ),
            estimate_text(at["mean_weeks"], words, 1),
            estimate_text(at["sd_weeks"], words, 1),
            words.say("few") if at["ended"] is None else words.number(at["ended"]),
        )
        for of in tree["courses"]
        for at in of["levels"]
    ]
    heads = (known("Course"), known("Mean, weeks"), known("Sd, weeks"), known("Ended"))
    return StudyTable(words.say("Stays"), [words.say(head) for head in heads], rows)


def _by_exit(tree: Mapping[str, Any], words: Language) -> Iterator[StudyTable]:
    """Stays of each exit of the courses in which they hang on it."""
    rows = [
        (
            words.say(
                "{course}, level {level}", course=words.name(of["course"]), level=at["level"]
            ),
            ", ".join(words.name(way) for way in exit_["exits"]),
            words.say(_LAWS[exit_["law"]]),
            estimate_text(at["mean_weeks"], words, 1),
            estimate_text(at["sd_weeks"], words, 1),
        )
        for of in tree["courses"]
        if of["by_exit"] is not None
        for exit_ in of["by_exit"]["exits"]
        for at in exit_["levels"]
    ]
    if rows:
        heads = (
            known("Course"),
            known("Leads to"),
            known("Law"),
            known("Mean, weeks"),
            known("Sd, weeks"),
        )
        title = words.say("Stays that hang on the exit")
        yield StudyTable(title, [words.say(head) for head in heads], rows)
