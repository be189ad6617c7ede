"""Money together with the other goals, by kind of course."""

from typing import Final

from sim.reporting.figures.goals import money_and_goals
from sim.reporting.page.download import Table
from sim.reporting.results.estimates import estimate
from sim.reporting.results.goals import DECIMALS, goals_of
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import total_row
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import ESTIMATE
from sim.reporting.words.language import Language, known

CONTINUITY: Final = "continuity"


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the scores beside the deviation, and name the weakest measure."""
    goals = goals_of(results)
    scores = ", ".join(
        f"{language.name(goal.kind)} {language.number(goal.score.mean, DECIMALS)}" for goal in goals
    )
    said = language.say(
        "From 0 to 1 the goals reach: {scores}; the deviation meanwhile is {deviation}.",
        scores=scores,
        deviation=language.signed_money(total_row(results).deviation.mean),
    )
    weighed = [
        (measure.value.mean, measure.name, goal.kind)
        for goal in goals
        for measure in goal.measures
        if measure.value.mean is not None and not measure.is_score and measure.weight != 0
    ]
    if not weighed:
        return said
    value, name, kind = min(weighed)
    weakest = language.say(
        "Weakest: {measure} in {kind} ({value}).",
        measure=language.name(name),
        kind=language.name(kind),
        value=_in_words(name, value, results, language),
    )
    return f"{said} {weakest}"


def _in_words(name: str, value: float, results: ReportedResults, language: Language) -> str:
    """A measure as a leader knows it: continuity by how many helpers come."""
    helpers = estimate(results.summary["outcomes"].get("helpers_14_days")).mean
    if name != CONTINUITY or helpers is None:
        return language.number(value, DECIMALS)
    return language.say(
        "{n} different helpers in 14 days, all courses", n=language.number(helpers, 1)
    )


def _note(results: ReportedResults, language: Language) -> str:
    """What the measures mean; each is a rule of the model."""
    del results
    return language.say(
        "Economy: the share of its cost that a course is paid. Progression: development courses "
        "that end better than they began; in lasting courses, how few levels are lost. Continuity: "
        "the chance that two visits are by one helper. Self-determination: delivered hours that "
        "stand where the citizen put them. The score weighs them."
    )


def _table(results: ReportedResults) -> Table:
    """Measures and score by kind of course, 0 to 1."""
    rows = (
        (goal.kind, measure.name, measure.weight, *measure.value)
        for goal in goals_of(results)
        for measure in goal.measures
    )
    return ("kind", "measure", "weight", *ESTIMATE), rows


FIGURE = ReportFigure(
    name="money_and_goals",
    section="goals",
    title=known("Money together with the other goals"),
    draw=money_and_goals,
    reading=_reading,
    table=_table,
    note=_note,
    applies=lambda results: bool(goals_of(results)),
)
