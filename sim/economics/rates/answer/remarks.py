"""What a planner should know of the rates found, in words: what is not set, and what was taken."""

from collections.abc import Iterator

import numpy as np

from sim.economics.rates.accounts.account import account_revenue
from sim.economics.rates.accounts.filling import lagging
from sim.economics.rates.accounts.nursing import TIME_SHARE
from sim.economics.rates.found import RatesFound
from sim.economics.rates.need import has_own_rates, is_paid_by_median
from sim.economics.rates.reference import KIND, ON_TOP, SMOOTHING, YARDSTICK, is_by_course
from sim.model.terms import POLICIES
from sim.words import number_said, percent_said, phrase, plain_said

_A_KRONE = 1.0


def remarks(found: RatesFound) -> list[str]:
    """Every remark that applies, one sentence each."""
    parts = (_of_reference, _of_pay, _of_median, _of_start, _of_clinic, _of_runs)
    return [remark for of in parts for remark in of(found)]


def _of_reference(found: RatesFound) -> Iterator[str]:
    """What the scenario has that rates are not set for."""
    tariff = found.setting.given.resolved["tariff"]
    if not is_by_course(found.setting.given):
        yield phrase(
            "the scenario pays by {kind}; these course rates would take its place",
            kind=tariff["kind"],
        )
    elif tariff["kind"] != KIND:
        yield (
            phrase(
                "a {kind} tariff: its course rates balance by themselves, as if all pay were by "
                "course; so must its other parts",
                kind=tariff["kind"],
            )
        )
    if any(key in tariff for key in SMOOTHING):
        yield phrase(
            "refunds, and what is evened out beyond a deficit band, come on top and are left out"
        )
    if YARDSTICK in tariff:
        yield phrase("what is settled by the yardstick comes on top and is left out")
    if ON_TOP in tariff:
        yield phrase("hours paid on top of the rates come beside them and are left out")
    teams = found.setting.given.values.team
    if own := [team.name for team in teams if has_own_rates(found, team)]:
        yield phrase(
            "rates are set for all teams alike; the own rates of {teams} are left out",
            teams=", ".join(own),
        )
    if any(team.policy != POLICIES[0] for team in teams):
        yield phrase(
            "rates are set for teams that follow need, whatever policy the scenario's teams have"
        )


def _names(found: RatesFound, way: str) -> str:
    return ", ".join(of.course for of in found.setting.paid if of.way == way)


def _of_pay(found: RatesFound) -> Iterator[str]:
    if own := _names(found, "per_person"):
        yield phrase(
            "{own}: paid each citizen's own expected cost, so there is no rate to set", own=own
        )
    tariff = found.setting.parameters.tariff
    if found.setting.parameters.tariff.paid_days_away.any():
        yield (
            phrase(
                "the first {paid_days_away} days in hospital are paid, and count as weeks of the "
                "course left behind",
                paid_days_away=plain_said(tariff.paid_days_away[0]),
            )
        )
    for of in found.outcomes:
        if of.balance is None:
            continue
        if of.row.is_lump_sum and not of.balance.is_lump_sum:
            yield (
                phrase(
                    "{place}: the weekly rate alone pays more than the course costs, so the lump "
                    "sum is 0 and the weekly rate balances",
                    place=_place(of.row.place),
                )
            )
        if of.row.paid.after_weeks is not None and not of.row.now.weekly_dkk[0]:
            yield phrase(
                "{place}: has no rate now, so the step-down has no ratio to keep",
                place=_place(of.row.place),
            )


def _of_median(found: RatesFound) -> Iterator[str]:
    """Rates that look like the median of what they pay for."""
    alike = [of for of in found.outcomes if is_paid_by_median(found, of)]
    if not alike or not is_by_course(found.setting.given):
        return
    paid = sum(float(account_revenue(of.account, of.row.now).mean()) for of in alike)
    cost = sum(float(of.account.cost_dkk.mean()) for of in alike)
    names = ", ".join(_place(of.row.place) for of in alike)
    yield phrase(
        "{names}: the present rate looks like the median of what it pays for, and need is skewed: "
        "it pays {dkk} DKK a year ({share}) less than the courses cost; set the mean",
        names=names,
        dkk=number_said((cost - paid) / found.years),
        share=percent_said((cost - paid) / cost, 1),
    )


def _place(place: tuple[str, int | None]) -> str:
    course, level = place
    return (
        course if level is None else phrase("{course} at level {level}", course=course, level=level)
    )


def _of_start(found: RatesFound) -> Iterator[str]:
    initial = found.setting.scenario.values.run.initial
    if initial != "stationary":
        start = initial if isinstance(initial, str) else phrase("today's counts")
        yield (
            phrase(
                "the run starts from {start}: the rates balance the reported weeks, whose mix is "
                "not that of the long run",
                start=start,
            )
        )
        if any(of.row.is_lump_sum for of in found.outcomes):
            yield phrase("a lump sum pays here for courses begun in those weeks, over or not")


def _of_clinic(found: RatesFound) -> Iterator[str]:
    clinic = found.setting.parameters.clinic
    has_nursing = any(of.nursing.at_home_dkk for of in found.outcomes)
    if has_nursing and not clinic.is_open:
        yield (
            phrase(
                "the scenario has no clinic: a contact there is priced at {time_share} of the time "
                "of one at home, at the hourly price of nursing",
                time_share=TIME_SHARE,
            )
        )
    elif has_nursing and not clinic.is_charged_to_team.any():
        yield phrase(
            "the municipality pays for contacts at the clinic: they cost the teams nothing"
        )


def _of_runs(found: RatesFound) -> Iterator[str]:
    if found.runs is None:
        return
    if np.abs(found.runs.unshared_dkk).max() > _A_KRONE:
        yield (
            phrase(
                "{mean} DKK cost of weeks without citizens is spread over all courses in "
                "proportion to their cost",
                mean=number_said(found.runs.unshared_dkk.mean()),
            )
        )
    if lags := lagging(found.setting):
        yield (
            phrase(
                "{lags}: need and pay follow milestones, so the levels keep the twin's proportions "
                "and share one factor",
                lags=", ".join(lags),
            )
        )
    if found.setting.parameters.staff.is_limited:
        yield (
            phrase(
                "cost is that of the teams' staff, shared between courses by delivered minutes; "
                "--method twin takes all need at hourly prices"
            )
        )
