"""A town as the text of a scenario, with the numbers that the twin solves for it.

A first draft, to which one new citizen a week comes, is solved; how many are in care, the hours
they are granted and the contacts booked at the clinic are then in proportion to inflow.
"""

import tomllib
from importlib.resources import files
from string import Template
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.meaning.meaning import granted_hours, hours_per_post
from sim.experiments.towns.people import Town, start_levels, team_shares
from sim.experiments.towns.staffing import HourCosts, own_share
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.model.terms import PROFESSIONS
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.evidence.figures import FIGURE, UsualFigure
from sim.scenario.reading import restored_scenario
from sim.scenario.templates.comments import in_language
from sim.theory.steady.steady import Steady, steady
from sim.words import (
    number_said,
    percent_said,
    phrase,
    phrase_count,
    plain_said,
    words_of_files,
)

_INDEXED: Final = 1.03
"""Rates of the second year over those of the first. Source: oes.dk 2024, as the prices of the
template."""

_STEPPED: Final = 0.6
"""The development rate after the course as granted. Source: assumption, 40 % less (20-60 %)."""

_OPEN_DAYS: Final = 5

_ROUGHLY: Final = (100.0, 1_000.0, 10.0)
"""Citizens, hours and contacts of the first draft: large enough that posts keep their mix."""


class Solved(NamedTuple):
    """What one new citizen a week comes to in the long run."""

    citizens: float
    hours: float  # granted a week
    contacts: float  # booked at the clinic a week
    hours_per_post: dict[str, float]  # with citizens, a week
    hour_costs: HourCosts  # in øre
    development_dkk: float  # the rate at which revenue is cost


def town_text(town: Town) -> str:
    """The scenario of a town, commented, with the source of every number."""
    solved = _solved(town)
    return _text(town, solved, town.recipients / solved.citizens)


def _solved(town: Town) -> Solved:
    usual = Solved(*_ROUGHLY, dict.fromkeys(PROFESSIONS, 1.0), HourCosts(1.0, 1.0), 0.0)
    alone = town._replace(teams=1)
    unpaid, parameters = _long_run(_text(alone, usual, 1.0))
    paid, _ = _long_run(_text(alone, usual._replace(development_dkk=1_000.0), 1.0))
    a_krone = float(paid.revenue.sum() - unpaid.revenue.sum()) / 1_000.0
    return Solved(
        float(unpaid.census.sum()),
        float(granted_hours(unpaid).sum()),
        float(unpaid.clinic_contacts.sum()),
        dict(zip(PROFESSIONS, hours_per_post(parameters)[0].tolist(), strict=True)),
        _hour_costs(parameters, float(unpaid.cost.sum() / granted_hours(unpaid).sum())),
        float(unpaid.cost.sum() - unpaid.revenue.sum()) / a_krone,
    )


def _hour_costs(parameters: Parameters, price_ore: float) -> HourCosts:
    """An own hour in the usual mix, and what is bought of one short at the average price [øre]."""
    staff = parameters.staff
    mix = np.array([FIGURE[f"skill_mix_{name}"].value for name in PROFESSIONS])
    paid = float(mix @ staff.pay_ore_per_hour[0, 0] * staff.hours_per_week[0])
    bought = float(staff.temporary_share[0] * staff.temporary_premium[0])
    return HourCosts(paid / float(mix @ hours_per_post(parameters)[0]), bought * price_ore)


def _long_run(text: str) -> tuple[Steady, Parameters]:
    parameters = parameters_of(restored_scenario(tomllib.loads(text), "town.toml"))
    return steady(parameters, STANDARD_RULES, parameters.behaviour.reference), parameters


def _text(town: Town, solved: Solved, inflow: float) -> str:
    """The text of a town to which so many come a week."""
    rate, slots = solved.development_dkk, FIGURE["slots_per_contact"].value
    places = FIGURE["nursing_home_places_per_recipient"]
    said = {
        "title": phrase(
            "A municipality of {inhabitants}", inhabitants=number_said(town.inhabitants)
        ),
        "recipients": number_said(town.recipients),
        "team_count": phrase_count("{count} team", "{count} teams", town.teams),
        "share_80": f"{100 * town.share_80:.0f}",
        "start_level": start_levels(town.share_80),
        "odds": f"{FIGURE['high_level_odds_80plus'].value:g}",
        "development_dkk": f"{rate:.2f}",
        "development_next_dkk": f"{_INDEXED * rate:.2f}",
        "stepped_dkk": f"{_STEPPED * rate:.2f}",
        "stepped_next_dkk": f"{_INDEXED * _STEPPED * rate:.2f}",
        "slots": max(1, round(slots * solved.contacts * inflow / _OPEN_DAYS)),
        "places": max(1, round(places.value * town.recipients)),
        "places_source": _source(places),
    }
    teams = [
        _team_text(number, inflow * share, solved)
        for number, share in enumerate(team_shares(town.teams), start=1)
    ]
    return _template("town").substitute(said) + "".join(teams)


def _team_text(number: int, inflow: float, solved: Solved) -> str:
    hospital, temporary = FIGURE["from_hospital_share"], FIGURE["from_temporary_place_share"]
    mix = {name: FIGURE[f"skill_mix_{name}"].value for name in PROFESSIONS}
    hours, citizens = solved.hours * inflow, solved.citizens * inflow
    covered = own_share(citizens, solved.hour_costs)
    each = sum(share * solved.hours_per_post[name] for name, share in mix.items())
    posts = {name: f"{covered * hours / each * share:.2f}" for name, share in mix.items()}
    return _template("team").substitute(
        posts,
        number=number,
        citizens=round(citizens),
        hours=round(hours),
        first_contact=f"{inflow * (1.0 - hospital.value - temporary.value):.4f}",
        hospital_discharge=f"{inflow * hospital.value:.4f}",
        temporary_place=f"{inflow * temporary.value:.4f}",
        inflow_source=phrase(
            "keeps so many in care in the long run; from hospital: {source}",
            source=words_of_files(hospital.source),
        ),
        posts_source=phrase(
            "{share} of the hours granted, by team size; {source}",
            share=percent_said(covered),
            source=_source(FIGURE["own_staff_share"]),
        ),
    )


def _source(figure: UsualFigure) -> str:
    unit, source = words_of_files(figure.unit), words_of_files(figure.source)
    return f"{plain_said(figure.value)} {unit}: {source}"


def _template(name: str) -> Template:
    folder = files("sim.scenario.templates").joinpath("town")
    return Template(in_language(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")))
