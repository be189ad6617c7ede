"""Paragraphs on the clinic: what one more contact there would mean, and what accounts do not show.

The first is what a planner decides.
"""

from sim.reporting.results.clinic_account import OneContact, clinic_account
from sim.reporting.results.estimates import estimate
from sim.reporting.results.outcomes import has_staff
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language


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
