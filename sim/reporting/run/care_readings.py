"""Sentences about care: goals, clinic, staff, and what is borne outside the rate.

`readings.py` puts them under their figures. The clinic has two more paragraphs: what one more
contact there would mean, for that is what a planner decides, and what the accounts do not show.
"""

from sim.reporting.figures.clinic import turned_home_share
from sim.reporting.results.clinic_account import OneContact, clinic_account
from sim.reporting.results.estimates import estimate
from sim.reporting.results.goals import DECIMALS, goals_of
from sim.reporting.results.outcomes import has_staff
from sim.reporting.results.outside import outside_accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import all_staff, staff_rows
from sim.reporting.results.team_rows import total_row
from sim.reporting.words.language import Language


def goals_reading(results: ReportedResults, language: Language) -> str:
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
        "Furthest from its goal is {measure} in {kind}, at {value}.",
        measure=language.name(name),
        kind=language.name(kind),
        value=language.number(value, DECIMALS),
    )
    return f"{said} {weakest}"


def staff_reading(results: ReportedResults, language: Language) -> str:
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
        team=pressed.team,
        use=language.percent(pressed.utilisation, 0),
    )
    return f"{said} {most}"


def clinic_reading(results: ReportedResults, language: Language) -> str:
    """Read the clinic's share, the wait and who was turned home."""
    said = results.summary["clinic"]
    wait, turned = estimate(said["wait_days"]).mean, turned_home_share(results)
    if wait is None:
        return language.say("Nobody came to the clinic.")
    return language.say(
        "{share} of the nursing contacts are given at the clinic, after a mean wait of {wait} "
        "days; {turned} of the bookings end at home, because the wait would be too long.",
        share=language.percent(estimate(said["share"]).mean),
        wait=language.number(wait, 1),
        turned=language.percent(turned),
    )


def clinic_paragraphs(results: ReportedResults, language: Language) -> list[str]:
    """What the clinic saves and costs now, and what one more contact there would."""
    account = clinic_account(results)
    one = account.first_contact
    if one is None or account.saved_dkk.mean is None:
        return []
    now = language.say(
        "Over {time} the clinic takes {hours} hours a week of nursing at home off the teams, "
        "worth {worth} at the hourly price; the teams are charged {charged} for it.",
        time=language.duration(results.weeks),
        hours=language.number(account.hours_a_week.mean),
        worth=language.money(account.worth_dkk.mean),
        charged=language.money(account.charged_dkk.mean),
    )
    if account.borne_dkk.mean is not None:
        borne = language.say(
            "The municipality bears {borne} for it outside the rate, charges deducted.",
            borne=language.money(account.borne_dkk.mean),
        )
        now = f"{now} {borne}"
    more = f"{_one_more(one, language)} {_who_pays(one, language)}"
    limits = [_room(results, language), _staff_caveat(results, language)]
    return [now, more, *(sentence for sentence in limits if sentence)]


def _staff_caveat(results: ReportedResults, language: Language) -> str:
    """Why the saving is not all in the accounts; empty where staff has no limit."""
    if not has_staff(results):
        return ""
    return language.say(
        "Own staff are paid whether they are used or not: the hours saved become money only as "
        "far as fewer temporary hours are bought; the others meet need that is not met today."
    )


def _one_more(one: OneContact, language: Language) -> str:
    """What one more contact at the clinic does for a team."""
    charged = one.clinic_dkk if one.is_charged_to_team else 0.0
    return language.say(
        "One more contact at the clinic takes {minutes} minutes off a team, worth {home}, and "
        "the team is charged {charged}: a difference of {saved} for the team.",
        minutes=language.number(one.minutes),
        home=language.money(one.home_dkk),
        charged=language.money(charged),
        saved=language.signed_money(one.home_dkk - charged),
    )


def _who_pays(one: OneContact, language: Language) -> str:
    """What one more contact costs elsewhere."""
    if one.slot_dkk > 0:
        return language.say(
            "The municipality pays {slot} for each open slot, used or not: a contact in a free "
            "slot costs it nothing more, a new slot the full price. For teams and municipality "
            "together a contact in a new slot makes a difference of {net}.",
            slot=language.money(one.slot_dkk),
            net=language.signed_money(one.home_dkk - one.slot_dkk),
        )
    if one.is_charged_to_team:
        return language.say("It costs nothing elsewhere, for the team pays the whole price.")
    return language.say(
        "The municipality bears the price of {price}: for teams and municipality together a "
        "difference of {net}.",
        price=language.money(one.clinic_dkk),
        net=language.signed_money(one.home_dkk - one.clinic_dkk),
    )


def _room(results: ReportedResults, language: Language) -> str:
    """Whether the clinic has room for more; empty where slots have no limit."""
    used = estimate(results.summary["clinic"]["slots_used_share"]).mean
    if used is None:
        return ""
    said = {"used": language.percent(used, 0)}
    if used < _NEARLY_FULL:
        return language.say("{used} of the slots are used: there is room for more.", **said)
    return language.say("{used} of the slots are used: more clinic needs more slots.", **said)


_NEARLY_FULL = 0.95
"""Share of used slots from which a clinic has no room."""


def outside_reading(results: ReportedResults, language: Language) -> str:
    """Read the total outside the rate, and its largest part."""
    *accounts, total = outside_accounts(results)
    cost = total_row(results).cost.mean or 0.0
    largest = max(accounts, key=lambda account: account.amount.mean or 0.0)
    said = {
        "total": language.money(total.amount.mean),
        "time": language.duration(results.weeks),
        "account": language.name(largest.name),
        "amount": language.money(largest.amount.mean),
    }
    if cost <= 0:
        return language.say(
            "Outside the rate the municipality bears {total} over {time}; the largest part is "
            "{account} with {amount}.",
            **said,
        )
    return language.say(
        "Outside the rate the municipality bears {total} over {time}, beside teams that cost "
        "{cost}; the largest part is {account} with {amount}.",
        cost=language.money(cost),
        **said,
    )
