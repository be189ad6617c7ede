"""What can be decided: three lines, each with the number that it hangs on."""

import numpy as np

from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.words import span_words
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import all_staff
from sim.reporting.words.language import Language


def decisions(results: ReportedResults, screen: Screen, language: Language) -> list[str]:
    """The rates, who carries the swings, and what limits the care."""
    lines = [
        _rates(screen, language),
        _swings(screen, language),
        _hours(results, screen, language),
    ]
    return [line for line in lines if line]


def _rates(screen: Screen, language: Language) -> str:
    """What one per cent on the rates moves, and how much would balance."""
    total = screen.total
    if not total.share or not total.deviation_dkk:
        return ""
    said = {
        "percent": language.percent(0.01, 0),
        "amount": language.round_money(abs(total.deviation_dkk / total.share) / 100),
        "over": span_words(screen.weeks, language).over,
        "change": language.percent(-total.share, 1, signed=True),
    }
    if total.balances or total.interval is None:
        return language.say(
            "The rates: {percent} on them moves the result by {amount} {over}; nothing here asks "
            "for it.",
            **said,
        )
    return language.say(
        "The rates: {percent} on them moves the result by {amount} {over}; {change} would balance.",
        **said,
    )


def _swings(screen: Screen, language: Language) -> str:
    """How far a team swings alone, and all together."""
    reaches = [team.band.reach for team in screen.teams if team.band is not None]
    if len(reaches) < 2 or screen.total.band is None:  # noqa: PLR2004 - one has nobody to share with
        return ""
    team, every, added = language.amounts(
        float(np.median(reaches)), screen.total.band.reach, sum(reaches)
    )
    return language.say(
        "Who carries the swings: a team alone swings by ±{team}, all together by ±{all}, not "
        "±{sum}; a common pool or a deficit band carries what one team cannot.",
        team=team,
        all=every,
        sum=added,
    )


def _hours(results: ReportedResults, screen: Screen, language: Language) -> str:
    """What limited staff leaves undone; where it has no limit, what to look at before changing."""
    staff = all_staff(results)
    if staff is None or screen.unmet_share is None:
        return language.say(
            "The behaviour: forloeb audit shows which behaviour the rates reward before they are "
            "changed."
        )
    return language.say(
        "The hours: {unmet} of {need} granted hours a week are not delivered and {temporary} are "
        "bought; more own staff or other grants decide it.",
        unmet=language.number(staff.unmet.mean),
        need=language.number(staff.need),
        temporary=language.number(staff.temporary.mean),
    )
