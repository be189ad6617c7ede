"""What the twin leaves out of a scenario, in words; nothing where it is exact.

Each line says what the scenario has, what the twin takes it for and, where it is not the mean
that suffers, that it is the band only. `network/returns.py` looks at the network for some of them.
"""

from typing import NamedTuple

import numpy as np

from sim.model.levers import (
    ACCEPT_DELAY,
    ACCEPT_SHARE,
    DISCHARGE_SHARE,
    RELABEL_SHARE,
    STEP_DOWN_DELAY,
)
from sim.model.parameters import Floats, Parameters, Tariff
from sim.model.rulebook import Rulebook
from sim.model.terms import IN_PROPORTION, NURSING_HOME
from sim.theory.network.cells import Bools
from sim.theory.network.exits import efforts
from sim.theory.network.good_faith import differ, held_by_all
from sim.theory.network.returns import changes_level, reopening_matters
from sim.theory.network.stations import Map
from sim.theory.own_rules import bends_with_need, not_asked
from sim.words import known, phrase


class Limit(NamedTuple):
    """Something beyond the twin, and whether a scenario has it."""

    words: str
    applies: bool
    band_only: bool = False  # the means are exact all the same


def leaves_out(rules: Rulebook, parameters: Parameters, network: Map) -> list[str]:
    """Every way in which the scenario goes beyond the twin; empty if the twin is exact."""
    return [limit.words for limit in _limits(rules, parameters, network)]


def means_leave_out(rules: Rulebook, parameters: Parameters, network: Map) -> list[str]:
    """The same of the means alone: empty if they are exact, whatever the band is."""
    limits = _limits(rules, parameters, network)
    return [limit.words for limit in limits if not limit.band_only]


def _limits(rules: Rulebook, parameters: Parameters, network: Map) -> list[Limit]:
    limits = [
        *_capacity(rules, parameters, network),
        *_assessment(parameters, network),
        *_clocks(rules, parameters, network),
        *_plans(parameters, network),
        *_smoothing(parameters),
        *_behaviour(parameters),
        *_own_rules(rules, parameters),
    ]
    return [limit for limit in limits if limit.applies]


def _capacity(rules: Rulebook, parameters: Parameters, network: Map) -> list[Limit]:
    """Where citizens share something that can run short."""
    clinic, staff = parameters.clinic, parameters.staff
    dosed = bool((parameters.network.dose_exit >= 0).any())
    raised = staff.admissions_raised.any() or staff.relapses_raised.any()
    return [
        Limit(
            known(
                "limited staff: the twin takes all need as met at the hourly prices, without own "
                "staff's pay, temporary hours, supervision or unmet need"
            ),
            staff.is_limited,
        ),
        Limit(
            known(
                "admissions and relapses that unmet need brings about: the twin has no unmet need"
            ),
            bool(staff.is_limited and raised),
        ),
        Limit(
            known(
                "teams whose staff differ in their effect on development: the twin takes the "
                "average team's for all"
            ),
            bool(staff.is_limited and dosed and np.ptp(efforts(rules, parameters)[0]) > 0),
        ),
        Limit(
            known(
                "the queue of a clinic with limited slots: the twin gives every contact that is to "
                "be booked a slot on its day, so it sends nobody home for want of one"
            ),
            clinic.is_open and bool((clinic.slots > 0).any()),
        ),
        Limit(
            known(
                "contacts that fall on a day on which the clinic is closed: the twin gives them "
                "there on the day itself"
            ),
            clinic.is_open and bool((clinic.slots == 0).any()),
        ),
        Limit(
            known(
                "the queue for a nursing home with limited places: the twin lets everybody move in "
                "at once, so nobody waits in the teams' care"
            ),
            _is_nursing_home_full(parameters, network),
        ),
        Limit(
            known(
                "teams with limited places: the twin takes everybody in on the day of coming, so "
                "nobody waits or gives up, and more may be in care than there are places"
            ),
            parameters.offers.is_limited,
        ),
    ]


def _assessment(parameters: Parameters, network: Map) -> list[Limit]:
    """Where the needs assessment looks at the citizen's own need or at the level it last saw."""
    assessment, tariff = parameters.assessment, parameters.tariff
    milestones = np.asarray((assessment.milestone_days > 0).any(axis=0))
    return [
        Limit(
            known(
                "individual courses granted from a number of hours on: the twin leaves those "
                "citizens in the course that their exit or intake names"
            ),
            assessment.individual_course >= 0
            and bool(np.isfinite(assessment.individual_from_hours).any()),
        ),
        Limit(
            known(
                "need and pay that follow a new level only from the next milestone on: the twin "
                "changes them with the level, and counts the milestones anew from there"
            ),
            changes_level(network, milestones),
        ),
        Limit(
            known(
                "citizens who are graded anew only after some weeks: the twin grants them a course "
                "by the minutes that they need now"
            ),
            parameters.brackets.is_on and parameters.brackets.every_days > 0,
        ),
        Limit(
            known(
                "courses granted by each citizen's own minutes, in the band only: the twin pays "
                "all who are in a course the average of what they are granted; the means are exact"
            ),
            parameters.brackets.is_on,
            band_only=True,
        ),
        Limit(
            known(
                "paid days in hospital of a course whose rate steps down: the twin pays them by "
                "how far into the course citizens are interrupted in the long run"
            ),
            bool((tariff.paid_days_away > 0).any()) and _interrupts(network, _steps_down(tariff)),
        ),
    ]


def _clocks(rules: Rulebook, parameters: Parameters, network: Map) -> list[Limit]:
    """Where what happens hangs on more than the station and the days spent in it."""
    profile = parameters.demand.profile
    tapers = (profile != profile[..., :1]).any(axis=(0, 2))
    clocked = tapers | _steps_down(parameters.tariff) | (parameters.network.dose_exit >= 0)
    return [
        Limit(
            known(
                "hospital stays that are resumed, in the band only: it takes the interrupted stay "
                "and the hospital stay for two citizens; the means are exact"
            ),
            any(network.interruptions),
            band_only=True,
        ),
        Limit(
            known(
                "dated stays, exits, hazards, doses or relapses: the twin keeps those of the first "
                "day"
            ),
            _network_is_dated(rules, parameters),
        ),
        Limit(
            known(
                "course clocks that run on across a change of level: the twin starts the "
                "step-down, the profile and the dose anew at each level"
            ),
            changes_level(network, clocked),
        ),
        Limit(
            known("lump sums not paid for re-opened courses: the twin pays every opening"),
            reopening_matters(network, parameters),
        ),
    ]


def _plans(parameters: Parameters, network: Map) -> list[Limit]:
    """Where what is paid is a plan that is no longer the need."""
    tariff, levels = parameters.tariff, np.ones(len(parameters.network.kind), bool)
    waits = (tariff.material_share > 0) | (tariff.lasting_weeks > 0) | (tariff.meeting_days > 0)
    delays = bool((parameters.behaviour.reference[:, STEP_DOWN_DELAY] > 0).any())
    return [
        Limit(
            known(
                "support plans that are rewritten only when a change is material, has lasted and a "
                "meeting is due: the twin rewrites them at once"
            ),
            tariff.is_by_plan and bool(waits.any()) and changes_level(network, levels),
        ),
        Limit(
            known("support plans whose fall in hours is put off: the twin rewrites them at once"),
            tariff.is_by_plan and delays,
        ),
    ]


def _smoothing(parameters: Parameters) -> list[Limit]:
    """Where what is paid hangs on what it has cost."""
    tariff = parameters.tariff
    return [
        Limit(
            known(
                "the state's refund of dear months: the twin leaves it out of what municipality "
                "and state bear; what teams get and spend is exact"
            ),
            parameters.state_refund.is_on,
            band_only=True,  # of the teams, whose means are exact
        ),
        Limit(
            known("refunds of what a citizen costs above a limit in a week: the twin pays none"),
            bool((tariff.refunded_share > 0).any()),
        ),
        Limit(
            known(
                "the yardstick's averages: the twin settles at the ratio of expected costs and "
                "days, as if somebody were in every course, and leaves what settling does to "
                "chance out of the band"
            ),
            parameters.yardstick.every_weeks > 0,
        ),
        Limit(
            known(
                "deficits and surpluses evened out at the end of a budget year: the twin leaves "
                "them with the teams"
            ),
            tariff.true_up_weeks > 0,
        ),
    ]


def _behaviour(parameters: Parameters) -> list[Limit]:
    """Where teams do what the twin does not."""
    behaviour, staff = parameters.behaviour, parameters.staff
    levers = held_by_all(parameters)
    raised = bool(staff.admissions_raised.any() or staff.relapses_raised.any())
    reference = behaviour.reference
    return [
        Limit(
            known("teams that react to money or learn: the twin takes them to act in good faith"),
            bool((behaviour.policy > 0).any()),
        ),
        Limit(
            known(
                "teams whose levers differ in good faith: the twin takes none of them to move any"
            ),
            differ(parameters),
        ),
        Limit(
            known(
                "citizens reported in a dearer course: the twin pays the course that they are in, "
                "and counts neither the hours that it takes nor penalties"
            ),
            bool((reference[:, RELABEL_SHARE] > 0).any() and (behaviour.dearer_course >= 0).any()),
        ),
        Limit(
            known(
                "citizens who change to another team, in the band only: it takes them to stay; "
                "the means are exact"
            ),
            parameters.choice.is_free and bool((parameters.choice.change_per_day > 0).any()),
            band_only=True,
        ),
        Limit(
            known("citizens whom teams decline: the twin takes in everybody who comes"),
            behaviour.may_decline and bool((reference[:, ACCEPT_SHARE] < 1.0).any()),
        ),
        Limit(
            known("stays that teams cut short: the twin gives them whole"),
            behaviour.may_discharge and bool((reference[:, DISCHARGE_SHARE] > 0.0).any()),
        ),
        Limit(
            known("teams whose reserve may be spent: the twin lets them lose and go on"),
            bool((behaviour.when_spent >= 0).any()),
        ),
        Limit(
            known("who goes short when hours are short: the twin shares it in proportion to need"),
            behaviour.short_order != IN_PROPORTION,
        ),
        Limit(
            known("citizens who wait to be accepted: the twin lets their course begin at once"),
            bool((reference[:, ACCEPT_DELAY] > 0).any()),
        ),
        Limit(
            known("staff hours that putting off a step-down takes: the twin counts none"),
            levers.step_down_delay_weeks > 0 and bool((behaviour.delay_hours > 0).any()),
        ),
        Limit(
            known(
                "a length of development that teams set: the twin takes it to hold for those found "
                "on the first day as well"
            ),
            levers.development_weeks > 0 and len(parameters.start.course) > 0,
        ),
        Limit(
            known(
                "admissions and relapses that undelivered care brings about: the twin raises them "
                "from the first day on, and takes those found on it to have lived so before"
            ),
            levers.delivered_share < 1 and raised and not staff.is_limited,
        ),
    ]


def _own_rules(rules: Rulebook, parameters: Parameters) -> list[Limit]:
    """Where a rulebook of one's own goes beyond what the twin asks."""
    held, bent = not_asked(rules), bends_with_need(rules, parameters)
    return [
        Limit(
            phrase("own rules of {held}: the twin holds the standard ones", held=", ".join(held)),
            bool(held),
        ),
        Limit(
            phrase(
                "own rules of {bent} that are not in proportion to need: the twin pays everybody "
                "in proportion, by what the mean citizen gets",
                bent=", ".join(bent),
            ),
            bool(bent),
        ),
    ]


def _is_nursing_home_full(parameters: Parameters, network: Map) -> bool:
    """Whether citizens may have to wait for a place."""
    home = parameters.nursing_home
    leads_there = any(way.name == NURSING_HOME for ways in network.ways for way in ways)
    return home.is_modelled and bool((home.places >= 0).any()) and leads_there


def _steps_down(tariff: Tariff) -> Bools:
    return np.asarray(np.isfinite(tariff.step_down_after_days).any(axis=0))


def _interrupts(network: Map, courses: Bools) -> bool:
    """Whether hospital stays interrupt one of some courses."""
    return any(
        station.kept >= 0 and courses[network.stations[station.kept].course]
        for station in network.stations
    )


def _differs(table: Floats) -> bool:
    return bool((table != table[:1]).any())


def _network_is_dated(rules: Rulebook, parameters: Parameters) -> bool:
    stays, network = parameters.stays, parameters.network
    tables = (
        stays.kind,
        stays.scale_days,
        stays.shape,
        stays.table,
        network.exit_probability,
        network.hazard_per_day,
        network.dose_p_max,
        network.dose_tau_weeks,
        network.dose_gamma,
        network.relapse_probability,
        network.averted_most,
        network.rehabilitation_hours,
        network.rehabilitation_tau_hours,
        parameters.demand.multiplier_sigma,
    )
    dosed = (network.dose_exit >= 0).any()
    efforts_differ = bool(dosed) and _differs(efforts(rules, parameters))
    return efforts_differ or any(_differs(np.asarray(table, float)) for table in tables)
