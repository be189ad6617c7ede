"""Deviation added up week by week."""

from collections.abc import Iterator

import numpy as np

from sim.experiments.periods.calendar import iso_week
from sim.experiments.summary.statistics import FEWEST_FOR_RUNS
from sim.reporting.figures.cumulative import cumulative_deviation
from sim.reporting.page.download import Table
from sim.reporting.results.fans import cumulative
from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import FAN, fan_rows
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the fan of the cumulative deviation."""
    ends = results.deviation.sum(axis=(1, 2))
    money = language.signed_money
    said = {"time": language.duration(results.weeks), "mean": money(float(ends.mean()))}
    if results.replications == 1:
        first = language.say("After {time} the single run stands at {mean}.", **said)
    else:
        few = results.replications < FEWEST_FOR_RUNS
        quantiles = (0.0, 1.0) if few else (0.025, 0.975)
        low, high = np.quantile(ends, quantiles)
        said |= {"low": money(float(low)), "high": money(float(high))}
        said["runs"] = language.number(results.replications)
        first = (
            language.say(
                "After {time} the mean of {runs} runs stands at {mean}; the runs end "
                "between {low} and {high}.",
                **said,
            )
            if few
            else language.say(
                "After {time} the mean of {runs} runs stands at {mean}; 95 % of the runs "
                "end between {low} and {high}.",
                **said,
            )
        )
    return first


def _note(results: ReportedResults, language: Language) -> str:
    return " ".join(_smoothing(results, language))


def _smoothing(results: ReportedResults, language: Language) -> Iterator[str]:
    """What the tariff evens out, and where the paths jump by it."""
    every = results.terms.budget_year_weeks if results.terms else 0
    if every > 0:
        yield language.say(
            "A deficit band is settled after every {weeks} weeks, and on the last day for the part "
            "of a year that is left: what lies beyond the band is evened out, and the paths jump.",
            weeks=language.number(every),
        )
    settled = results.terms.yardstick_weeks if results.terms else 0
    if settled > 0:
        yield language.say(
            "The yardstick is settled after every {weeks} weeks, and on the last day for the part "
            "of a year that is left: the municipality pays the teams paid by it what its own care "
            "cost above what they were paid, or they pay it back, and the paths jump.",
            weeks=language.number(settled),
        )
    if results.terms and results.terms.is_refunded:
        yield language.say(
            "Of what a citizen costs above a limit in a calendar week, all courses of the week "
            "together, a share is refunded; it is part of the revenue."
        )


def _table(results: ReportedResults) -> Table:
    """Deviation added up by week, all teams together [DKK]."""
    columns = ("weeks", "iso_week", *(f"{field}_dkk" for field in FAN))
    points = fan_rows(cumulative(results.deviation.sum(axis=1)), 0, 0)
    return columns, ((weeks, _last(results, weeks), *amounts) for weeks, *amounts in points)


def _last(results: ReportedResults, weeks: int) -> str | None:
    """The last of so many weeks."""
    return iso_week(results.start, weeks - 1) if weeks else None


FIGURE = ReportFigure(
    name="cumulative_deviation",
    section="budget",
    title=known("Deviation added up week by week"),
    draw=cumulative_deviation,
    reading=_reading,
    table=_table,
    note=_note,
)
