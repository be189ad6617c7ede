"""Who meets the need of each team."""

from sim.reporting.figures.staff import staff_by_team
from sim.reporting.page.download import Table
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import all_staff, staff_rows
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import thrice
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read who meets the need, and which team is most pressed."""
    total = all_staff(results)
    if total is None or total.need == 0:
        return language.say("No hours are needed.")
    said = language.say(
        "Citizens need {need} hours a week: own staff meet {own}, temporary staff {temporary}, "
        "and {unmet} is not met.",
        need=language.number(total.need),
        own=language.percent((total.own.mean or 0.0) / total.need),
        temporary=language.percent((total.temporary.mean or 0.0) / total.need),
        unmet=language.percent((total.unmet.mean or 0.0) / total.need),
    )
    pressed = max(staff_rows(results), key=lambda row: row.pressure)
    if pressed.utilisation is None:
        return said
    most = language.say(
        "Most pressed is {team}: its need is {use} of what its own staff can give.",
        team=language.name(pressed.team),
        use=language.percent(pressed.utilisation, 0),
    )
    return f"{said} {most}"


def _table(results: ReportedResults) -> Table:
    """Hours a week by who gives them, and what own staff can give."""
    columns = (
        "team",
        *thrice("own_hours"),
        *thrice("temporary_hours"),
        *thrice("unmet_hours"),
        "capacity_hours",
        "utilisation",
    )
    return columns, (
        (row.team, *row.own, *row.temporary, *row.unmet, row.capacity, row.utilisation)
        for row in staff_rows(results)
    )


FIGURE = ReportFigure(
    name="staff_by_team",
    section="staff",
    title=known("Need by who meets it, hours a week, most pressed first"),
    draw=staff_by_team,
    reading=_reading,
    table=_table,
    applies=lambda results: results.care.staff is not None,
)
