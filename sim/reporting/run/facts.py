"""The page's tables of single numbers, each with its unit and its interval.

A group is what belongs together: the citizens, the teams, what is borne elsewhere. What a
scenario does not model has no row.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.reporting.figures.clinic import turned_home_share
from sim.reporting.results.clinic_account import clinic_account
from sim.reporting.results.estimates import UNKNOWN, Estimate, estimate
from sim.reporting.results.outcomes import OutcomeRow, known_outcomes
from sim.reporting.results.outside import accounts, bearer_accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.staff import all_staff, user_facing_share
from sim.reporting.words.language import NO_BREAK, Language

Write = Callable[[float | None], str]
Known = tuple[str, Estimate, Write]


class Fact(NamedTuple):
    """One number: what it is, how it is written, and how surely it is known."""

    label: str
    value: str
    interval: str


class Group(NamedTuple):
    """Facts that belong together; without a title where there is one group only."""

    title: str
    facts: list[Fact]


def outcome_facts(results: ReportedResults, language: Language) -> list[Group]:
    """How the citizens fare."""
    rows = [
        (language.say(outcome.label), value, _in_unit(outcome, language))
        for outcome, value in known_outcomes(results)
    ]
    return _groups(("", rows))


def clinic_facts(results: ReportedResults, language: Language) -> list[Group]:
    """What the clinic means for the citizens, saves the teams and costs elsewhere."""
    return _groups(
        (language.say("The citizens"), _at_the_clinic(results, language)),
        (language.say("The teams"), _for_the_teams(results, language)),
        (language.say("Elsewhere"), _elsewhere(results, language)),
    )


def _at_the_clinic(results: ReportedResults, language: Language) -> list[Known]:
    said = {name: estimate(figure) for name, figure in results.summary["clinic"].items()}
    number, days, share = (
        _number(language),
        _number(language, language.say("{number} days")),
        _share(language),
    )
    turned = Estimate(turned_home_share(results), None, None)
    return [
        (language.say("Nursing contacts at the clinic, per week"), said["visits_per_week"], number),
        (language.say("Nursing contacts at home, per week"), said["home_visits_per_week"], number),
        (language.say("Share of the contacts given at the clinic"), said["share"], share),
        (language.say("Mean wait for a slot"), said["wait_days"], days),
        (language.say("Longest wait in a run"), said["longest_wait_days"], days),
        (
            language.say("Booked but given at home after the longest wait, per week"),
            said["turned_home_per_week"],
            number,
        ),
        (language.say("Share of the bookings that end so"), turned, share),
        (
            language.say(
                "Booked but given nowhere, for the citizen had left or was away, per week"
            ),
            said.get("lapsed_per_week", Estimate(None, None, None)),
            number,
        ),
        (language.say("Share of the slots that are used"), said["slots_used_share"], share),
    ]


def _for_the_teams(results: ReportedResults, language: Language) -> list[Known]:
    account = clinic_account(results)
    hours = _number(language, language.say("{number} hours"))
    money = language.money
    return [
        (language.say("Nursing at home not needed, per week"), account.hours_a_week, hours),
        (language.say("Worth of these hours at the hourly price"), account.worth_dkk, money),
        (language.say("Charged to the teams for the contacts"), account.charged_dkk, money),
        (
            language.say("Saved by the teams: worth less charges"),
            account.saved_dkk,
            language.signed_money,
        ),
    ]


def _elsewhere(results: ReportedResults, language: Language) -> list[Known]:
    account, money = clinic_account(results), language.money
    slots = account.slots_dkk if account.slots_dkk.mean else UNKNOWN
    return [
        (language.say("Cost of the open slots, used or not"), slots, money),
        (
            language.say("Borne by the municipality outside the rate, net of charges"),
            account.borne_dkk,
            money,
        ),
    ]


def staff_facts(results: ReportedResults, language: Language) -> list[Group]:
    """All teams' staff: hours a week by who gives them, and how far they reach."""
    row = all_staff(results)
    if row is None:
        return []
    hours, share = _number(language, language.say("{number} hours")), _share(language)
    single = (row.capacity, user_facing_share(results), row.utilisation)
    reach, facing, use = (Estimate(value, None, None) for value in single)
    rows = [
        (language.say("Need met by own staff, per week"), row.own, hours),
        (language.say("Need met by temporary staff, per week"), row.temporary, hours),
        (language.say("Need not met, per week"), row.unmet, hours),
        (language.say("What own staff can give, per week"), reach, hours),
        (language.say("User-facing share of their hours"), facing, share),
        (language.say("Need as a share of what own staff can give"), use, share),
    ]
    return _groups(("", rows))


def outside_facts(results: ReportedResults, language: Language) -> list[Group]:
    """What is borne outside the rate, by whom, and what the teams cost and are paid."""
    inside = [(language.name(a.name), a.amount, language.money) for a in accounts(results)[:2]]
    outside = [(language.name(a.name), a.amount, language.money) for a in accounts(results)[2:]]
    bearers = [(language.name(a.name), a.amount, language.money) for a in bearer_accounts(results)]
    return _groups(
        (language.say("The teams"), list(inside)),
        (language.say("Outside the rate"), list(outside)),
        (language.say("Who bears it"), list(bearers)),
    )


# Writing


def _groups(*groups: tuple[str, list[Known]]) -> list[Group]:
    """Groups with the rows that are known; none without any."""
    made = [
        Group(title, [_fact(*row) for row in rows if row[1].mean is not None])
        for title, rows in groups
    ]
    return [group for group in made if group.facts]


def _fact(label: str, value: Estimate, write: Write) -> Fact:
    mean, low, high = (write(one) for one in value)
    if value.low is None or low == mean == high:
        return Fact(label, mean, "")
    return Fact(label, mean, f"({low} \N{EN DASH} {high})")


def _number(language: Language, pattern: str = "{number}") -> Write:
    """Write a number with one decimal, or none where it is large, in the words of its unit."""
    many = 100

    def write(value: float | None) -> str:
        decimals = 0 if abs(value or 0.0) >= many else 1
        return pattern.format(number=language.number(value, decimals)).replace(" ", NO_BREAK)

    return write


def _share(language: Language) -> Write:
    return lambda value: language.percent(value, 1)


def _in_unit(outcome: OutcomeRow, language: Language) -> Write:
    return lambda value: outcome.written(value, language)
