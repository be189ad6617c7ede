"""Rates that a team has of its own are levers of the page, and move that team alone."""

from decimal import Decimal

from small_scenarios import FOUR_WEEKS, scenario_of

from sim.reporting.words.language import language
from sim.scenario.reading import changed_scenario
from sim.web.levers import levers_of

SOUTH = "inflow_per_week = 1.0"
OWN = (
    FOUR_WEEKS.replace(SOUTH, f"{SOUTH}\nrate = {{ development = 2800 }}")
    + """
[tariff.team.Nord]
weekly_dkk = { stabilisation = 1600 }
hourly_on_top = { home_care = 30 }
"""
)
ENGLISH = language("en")


def own(text, team=""):
    """Levers of single teams by key."""
    levers = levers_of(scenario_of(text), team, ENGLISH)
    return {one.key: one for one in levers if "team." in one.key and "inflow" not in one.key}


def test_a_team_without_rates_of_its_own_has_no_such_levers():
    assert own(FOUR_WEEKS) == {}


def test_every_rate_of_a_teams_own_is_a_lever_with_its_team_in_its_name():
    said = {key: (lever.label, lever.unit, lever.first) for key, lever in own(OWN).items()}
    assert said == {
        "tariff.team.Nord.weekly_dkk.stabilisation": (
            "Rate, stabilisation, Nord",
            "DKK a week",
            Decimal(1600),
        ),
        "tariff.team.Nord.hourly_on_top.home_care": (
            "Pay by the hour on top, home care, Nord",
            "DKK an hour",
            Decimal(30),
        ),
        "team.Syd.rate.development": ("Rate, development, Syd", "DKK a week", Decimal(2800)),
    }


def test_the_levers_of_the_chosen_team_alone_are_shown():
    assert [*own(OWN, "Syd")] == ["team.Syd.rate.development"]


def test_such_a_lever_moves_that_team_alone():
    lever = own(OWN)["team.Syd.rate.development"]
    setting = f"{lever.key}={lever.text(Decimal(2900))}"
    moved = changed_scenario(scenario_of(OWN), [setting])
    rates = {team.name: team.rate for team in moved.values.team}
    assert rates["Syd"] == {"development": 2900.0}
    assert rates["Nord"] == {}
