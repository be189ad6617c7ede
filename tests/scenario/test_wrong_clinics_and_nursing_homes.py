"""A clinic, a nursing home or a hospital that lacks what it works on is a fault."""

# ruff: noqa: E501 - a fault is one line

import pytest
from whole_scenario import HOSPITAL, tables

WRONG = [
    (
        [("[nursing]\ncontact_minutes = 28\n", "")],
        [
            "s.toml:92:2: clinic: gives nursing contacts, and without [nursing] there are none; add [nursing] with contact_minutes, or leave the clinic out"
        ],
    ),
    (
        [("[nursing]", "[nursng]")],
        ['s.toml:91:2: nursng: is not known here; did you mean "nursing"?'],
    ),
    (
        [("contact_minutes = 28", "contact_minutes = 28.5")],
        [
            "s.toml:92:1: nursing.contact_minutes: must be a whole number, is 28.5; write it without decimals"
        ],
    ),
    (
        [("contact_minutes = 28", "contact_minutes = 0")],
        ["s.toml:92:1: nursing.contact_minutes: must be 1 or more, is 0; write 1 or more"],
    ),
    (
        [
            (
                "hours_per_week = { home_care = 2, nursing = 0.7 }",
                "hours_per_week = { home_care = 2 }",
            ),
            ("home_care = 22, nursing = 3", "home_care = 22"),
        ],
        [
            "s.toml:91:2: nursing: no course has hours of nursing to give as contacts; give a course such hours, or leave it out"
        ],
    ),
    (
        [('["monday", "wednesday"]', "[]")],
        ["s.toml:98:1: clinic.open_days: needs at least 1 value, has 0; change the list"],
    ),
    (
        [('["monday", "wednesday"]', '["monday", "friday", "monday"]')],
        ['s.toml:98:34: clinic.open_days[2]: "monday" is there twice; name each day once'],
    ),
    (
        [('["monday", "wednesday"]', '["monday", "wenesday"]')],
        [
            's.toml:98:24: clinic.open_days[1]: must be one of "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", is "wenesday"; did you mean "wednesday"?'
        ],
    ),
    (
        [('["monday", "wednesday"]', '"monday"')],
        [
            's.toml:98:1: clinic.open_days: must be a list of names, is "monday"; write names in brackets'
        ],
    ),
    (
        [("slots_per_day = 40\n", "")],
        [
            "s.toml:102:1: clinic.cost_per_slot_dkk: is not used without slots_per_day; add slots_per_day, or leave it out"
        ],
    ),
    (
        [("slots_per_day = 40", "slots_per_dy = 40")],
        ['s.toml:97:1: clinic.slots_per_dy: is not known here; did you mean "slots_per_day"?'],
    ),
    (
        [("reachable = 0.35", "reachable = 35")],
        [
            "s.toml:95:1: clinic.reachable: must be at most 1, is 35; check the unit and the decimals"
        ],
    ),
    (
        [('charged_to = "team"\n', "")],
        ["s.toml:94:2: clinic.charged_to: is missing; add the key charged_to"],
    ),
    (
        [('charged_to = "team"', 'charged_to = "state"')],
        [
            's.toml:102:1: clinic.charged_to: must be one of "team", "municipality", is "state"; write one of them'
        ],
    ),
    (
        [('kind = "waiting"', 'kind = "individual"')],
        [
            's.toml:49:1: course.waiting.name: nobody can reach course "waiting"; lead an intake, an exit or a hazard to it, or drop it',
            's.toml:106:1: nursing_home.places: has a limit, and no course of kind "waiting" takes those who wait; add such a course, or leave places out',
        ],
    ),
    (
        [("places = 340", "places = 320")],
        ["s.toml:107:1: nursing_home.occupied: 330 are more than the 320 places; check both"],
    ),
    (
        [("places = 340\n", "")],
        [
            's.toml:49:1: course.waiting.name: nobody can reach course "waiting"; lead an intake, an exit or a hazard to it, or drop it',
            "s.toml:106:1: nursing_home.occupied: is not used without places; add places, or leave it out",
        ],
    ),
    (
        [("occupied = 330", "occupied = [{ from = 2026-01-05, value = 330 }]")],
        [
            "s.toml:107:1: nursing_home.occupied: cannot change by date; give one value for the whole run"
        ],
    ),
    (
        [("mean_stay_weeks = 161\n", "")],
        ["s.toml:105:2: nursing_home.mean_stay_weeks: is missing; add the key mean_stay_weeks"],
    ),
    (
        [
            ('{ to = "nursing_home", probability = 0.5 }', '{ to = "dead", probability = 0.5 }'),
            (
                'nursing = 3 }\nexits = [{ to = "nursing_home"',
                'nursing = 3 }\nexits = [{ to = "dead"',
            ),
            (
                'home_care = 20 }\nexits = [{ to = "nursing_home"',
                'home_care = 20 }\nexits = [{ to = "dead"',
            ),
        ],
        [
            's.toml:49:1: course.waiting.name: nobody can reach course "waiting"; lead an intake, an exit or a hazard to it, or drop it',
            's.toml:105:2: nursing_home: nobody moves in: no exit or hazard leads there; add one that leads to "nursing_home", or leave the table out',
        ],
    ),
    (
        [(tables("nursing_home", "staff"), "")],
        [
            's.toml:49:1: course.waiting.name: nobody can reach course "waiting"; lead an intake, an exit or a hazard to it, or drop it',
            "s.toml:78:1: prices.outside.nursing_home_day_dkk: is not used without [nursing_home]; add [nursing_home], or leave it out",
        ],
    ),
    (
        [("hospital = 0.013, ", ""), (HOSPITAL, "")],
        [
            's.toml:72:1: prices.outside.hospital_day_dkk: is not used: no course is of kind "hospital"; add such a course, or leave it out',
            's.toml:83:1: tariff.paid_days_away: is not used: no course is of kind "hospital"; add such a course, or leave it out',
            's.toml:131:1: staff.unmet_raises.admissions: is not used: no hazard leads to hospital; add hazards_per_week to a course of kind "hospital", or leave it out',
        ],
    ),
]


NO_DAYS_AWAY = (
    "ends the course, and tariff.paid_days_away pays only for one interrupted; "
    "make it a hazard, hazards_per_week = { hospital = … }, or pay no days away"
)
OUT_OF_INDIVIDUAL = 'nursing = 3 }\nexits = [{ to = "nursing_home", probability = 1 }'


@pytest.mark.parametrize("to", ['"hospital"', '{ course = "hospital", level_change = 1 }'])
def test_an_exit_into_hospital_interrupts_nothing_that_days_away_could_be_paid_for(
    whole_changed, to
):
    other = f'{{ to = {to}, probability = 0.5 }}, {{ to = "nursing_home", probability = 0.5 }}'
    leads = OUT_OF_INDIVIDUAL, "nursing = 3 }\nexits = [" + other
    said = [f"s.toml:46:12: course.individual.exits[0].to: {NO_DAYS_AWAY}"]
    assert whole_changed(leads) == said
    assert whole_changed(leads, ("paid_days_away = 3", "paid_days_away = 0")) == []


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(whole_changed, pieces, said):
    assert whole_changed(*pieces) == said
