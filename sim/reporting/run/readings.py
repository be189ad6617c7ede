"""One sentence under each figure, its title, and what to know of it besides.

Every sentence is a whole message, so that a translator sees what is said. The page's first
sentence and numbers are in `answer.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np

from sim.model.terms import SERVICES
from sim.reporting.figures.cumulative import MOST_PANELS
from sim.reporting.results.chance import Chance
from sim.reporting.results.fans import FEWEST_FOR_BANDS
from sim.reporting.results.outside import unpriced
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow, beyond_chance, team_rows, worst_first
from sim.reporting.run.care_readings import (
    clinic_reading,
    goals_reading,
    outside_reading,
    staff_reading,
)
from sim.reporting.run.offer_readings import offers_note, offers_reading
from sim.reporting.words.language import Language


def _cumulative(results: ReportedResults, language: Language) -> str:
    """Read the fan of the cumulative deviation."""
    ends = results.deviation.sum(axis=(1, 2))
    money = language.signed_money
    said = {"time": language.duration(results.weeks), "mean": money(float(ends.mean()))}
    if results.replications == 1:
        first = language.say("After {time} the single run stands at {mean}.", **said)
    else:
        few = results.replications < FEWEST_FOR_BANDS
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


def _by_team(results: ReportedResults, language: Language) -> str:
    """Read the teams' deviations."""
    rows = worst_first(team_rows(results, Chance()))
    notes = [_worst(rows, language)]
    spreads = [
        (row.share_runs[1] - row.share_runs[0]) / 2 for row in rows if row.share_runs is not None
    ]
    if spreads:
        notes.append(
            language.say(
                "In 95 % of the runs a typical team ends within ±{share} of revenue from its mean: "
                "so far do single runs lie apart.",
                share=language.percent(float(np.median(spreads))),
            )
        )
        notes.append(_beyond_chance(sum(beyond_chance(row) for row in rows), language))
    return " ".join(notes)


def _beyond_chance(teams: int, language: Language) -> str:
    """Say how many teams luck does not explain."""
    if teams == 0:
        return language.say("For every team runs end on either side of zero.")
    return language.say_count(
        "{count} team ends on the same side of zero in nearly every run: that is no "
        "matter of luck.",
        "{count} teams end on the same side of zero in nearly every run: that is no "
        "matter of luck.",
        teams,
    )


def _worst(rows: list[TeamRow], language: Language) -> str:
    """Name the ends of the list."""
    worst, best = rows[0], rows[-1]
    said = {
        "worst": worst.team,
        "worst_amount": language.money(worst.deviation.mean, signed=True),
        "worst_share": language.percent(worst.share.mean, signed=True),
        "best": best.team,
        "best_amount": language.money(best.deviation.mean, signed=True),
        "best_share": language.percent(best.share.mean, signed=True),
    }
    if len(rows) == 1:
        return language.say("{worst}: {worst_amount} ({worst_share} of revenue).", **said)
    return language.say(
        "From {worst} with {worst_amount} ({worst_share} of revenue) to {best} with "
        "{best_amount} ({best_share}).",
        **said,
    )


def _census(results: ReportedResults, language: Language) -> str:
    """Read the census."""
    means = results.census.mean(axis=(1, 2))
    course = int(np.argmax(means))
    return language.say(
        "{citizens} citizens are in care on average; the largest course is “{course}” with {most}.",
        citizens=language.number(results.citizens),
        course=language.name(results.courses[course]),
        most=language.number(float(means[course])),
    )


def _hours(results: ReportedResults, language: Language) -> str:
    """Read the hours."""
    means = results.hours.mean(axis=(1, 2))
    total = float(means.sum())
    if total == 0:
        return language.say("No hours are given.")
    service = int(np.argmax(means))
    return language.say(
        "{hours} hours are given a week, {share} of them {service}.",
        hours=language.number(total),
        share=language.percent(float(means[service]) / total, 0),
        service=language.name(SERVICES[service]),
    )


READINGS: Final[Mapping[str, Callable[[ReportedResults, Language], str]]] = {
    "money_and_goals": goals_reading,
    "cumulative_deviation": _cumulative,
    "deviation_by_team": _by_team,
    "clinic_by_week": clinic_reading,
    "staff_by_team": staff_reading,
    "places_by_week": offers_reading,
    "census_by_course": _census,
    "hours_by_service": _hours,
    "outside_the_rate": outside_reading,
}
"""The sentence under each figure."""


def note(figure: str, results: ReportedResults, language: Language, chance: Chance) -> str:
    """What to know of a figure besides its reading; empty when there is nothing."""
    notes = {
        "money_and_goals": _goals_note,
        "cumulative_deviation": _cumulative_note,
        "outside_the_rate": _outside_note,
        "places_by_week": offers_note,
    }
    if figure == "deviation_by_team":
        return _chance_note(language, chance)
    return notes[figure](results, language) if figure in notes else ""


def _chance_note(language: Language, chance: Chance) -> str:
    if chance.by_team:
        return language.say("The grey bar is what chance alone gives, from the closed form.")
    return language.say(
        "No band of chance alone is drawn, because none is known for this scenario in closed form."
    )


def _cumulative_note(results: ReportedResults, language: Language) -> str:
    notes = []
    if len(results.teams) > MOST_PANELS:
        notes.append(
            language.say(
                "Of {teams} teams the {shown} furthest out are drawn; the CSV has them all.",
                teams=language.number(len(results.teams)),
                shown=MOST_PANELS,
            )
        )
    return " ".join([*notes, *_smoothing(results, language)])


def _smoothing(results: ReportedResults, language: Language) -> Iterator[str]:
    """What the tariff evens out, and where the paths jump by it."""
    every = results.terms.budget_year_weeks if results.terms else 0
    if every > 0:
        yield language.say(
            "A deficit band is settled after every {weeks} weeks, and on the last day for the part "
            "of a year that is left: what lies beyond the band is evened out, and the paths jump.",
            weeks=language.number(every),
        )
    if results.terms and results.terms.is_refunded:
        yield language.say(
            "Of what a citizen costs above a limit in a calendar week, all courses of the week "
            "together, a share is refunded; it is part of the revenue."
        )


def _goals_note(results: ReportedResults, language: Language) -> str:
    """What the measures mean; each is a rule of the model."""
    del results
    return language.say(
        "Economy: the share of its cost that a course is paid. Progression: development courses "
        "that end better than they began; in lasting courses, how few levels are lost. Continuity: "
        "the chance that two visits are by one helper. Self-determination: delivered hours that "
        "stand where the citizen put them. The score weighs them."
    )


def _outside_note(results: ReportedResults, language: Language) -> str:
    names = [language.name(f"outside_{name}") for name in unpriced(results)]
    if not names:
        return ""
    return language.say(
        "Without a price in this scenario, and so not counted: {names}.", names=", ".join(names)
    )


def heading(figure: str, language: Language) -> str:
    """Title of a figure."""
    return {
        "money_and_goals": language.say("Money together with the other goals"),
        "cumulative_deviation": language.say("Deviation added up week by week"),
        "deviation_by_team": language.say("Deviation by team, worst first"),
        "clinic_by_week": language.say("The nursing clinic, week by week"),
        "staff_by_team": language.say("Need by who meets it, hours a week, most pressed first"),
        "places_by_week": language.say("Places and queues, week by week"),
        "census_by_course": language.say("Citizens by course"),
        "hours_by_service": language.say("Hours by service, per week"),
        "outside_the_rate": language.say("What is borne outside the rate"),
    }[figure]
