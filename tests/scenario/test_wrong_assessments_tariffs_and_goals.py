"""Milestones, pay per person, continuity and goals name what they hang on, or are faults."""

# ruff: noqa: E501 - a fault is one line

import pytest
from whole_scenario import HOSPITAL, tables

WRONG = [
    (
        [
            ('kind = "individual"', 'kind = "stabilisation"'),
            ("weekly_dkk = {", "weekly_dkk = { individual = 9,"),
        ],
        [
            's.toml:42:1: course.individual.name: nobody can reach course "individual"; lead an intake, an exit or a hazard to it, or drop it',
            's.toml:81:1: needs_assessment.individual_from_hours_per_week: is not used: no course is of kind "individual"; add such a course, or leave it out',
        ],
    ),
    (
        [('kind = "stabilisation"', 'kind = "development"')],
        [
            's.toml:42:1: course.individual.name: nobody can reach course "individual"; lead an intake, an exit or a hazard to it, or drop it',
            's.toml:81:1: needs_assessment.individual_from_hours_per_week: is not used: no course is of kind "stabilisation"; add such a course, or leave it out',
        ],
    ),
    (
        [("milestone_weeks = { development = 4,", "milestone_weeks = { develpment = 4,")],
        [
            's.toml:82:21: needs_assessment.milestone_weeks.develpment: "develpment" is not a course; did you mean "development"?'
        ],
    ),
    (
        [("milestone_weeks = { development = 4,", "milestone_weeks = { hospital = 4,")],
        [
            's.toml:82:21: needs_assessment.milestone_weeks.hospital: is of kind "hospital", where nobody is assessed; leave it out'
        ],
    ),
    (
        [("milestone_hours = { home_care = 0.5, nursing = 0.25 }\n", "")],
        [
            "s.toml:80:2: needs_assessment.milestone_hours: is missing, and milestones take time; add the hours by service, as { home_care = 0.5 }"
        ],
    ),
    (
        [("milestone_weeks = { development = 4, stabilisation = 26 }\n", "")],
        [
            "s.toml:82:1: needs_assessment.milestone_hours: is not used without milestone_weeks; add the weeks, or leave it out"
        ],
    ),
    (
        [
            (
                "milestone_hours = { home_care = 0.5, nursing = 0.25 }",
                "milestone_hours = { training = 0.5 }",
            ),
            ("home_care = 4, training = 1.5", "home_care = 4"),
            ("training = 900\n", ""),
        ],
        [
            "s.toml:69:9: prices.cost_per_hour_dkk.training: has no price, and needs_assessment.milestone_hours needs it; add its cost in DKK per hour"
        ],
    ),
    (
        [("stabilisation = 1575", "stabilisation = 1575, individual = 9000, waiting = 0")],
        [
            's.toml:89:58: tariff.weekly_dkk.individual: is not used: each citizen\'s own expected cost is paid; leave it out, or write individual = "average"',
            's.toml:89:77: tariff.weekly_dkk.waiting: is not used: each citizen\'s own expected cost is paid; leave it out, or write individual = "average"',
        ],
    ),
    (
        [
            (
                "stabilisation = 1575 }",
                "stabilisation = 1575 }\nstep_down = { individual = { after_weeks = 3, weekly_dkk = 5 } }",
            )
        ],
        [
            's.toml:90:15: tariff.step_down.individual: is not used: each citizen\'s own expected cost is paid; leave it out, or write individual = "average"'
        ],
    ),
    (
        [('individual = "per_person"\n', "")],
        [
            's.toml:88:1: tariff.weekly_dkk.individual: course "individual" has no rate; add it, or an entry in lump_sum_dkk; 0 counts as a rate',
            's.toml:88:1: tariff.weekly_dkk.waiting: course "waiting" has no rate; add it, or an entry in lump_sum_dkk; 0 counts as a rate',
        ],
    ),
    (
        [('individual = "per_person"', 'individual = "per person"')],
        [
            's.toml:87:1: tariff.individual: must be one of "average", "per_person", is "per person"; did you mean "per_person"?'
        ],
    ),
    (
        [
            ('kind = "individual"', 'kind = "stabilisation"'),
            ('kind = "waiting"', 'kind = "stabilisation"'),
            ("weekly_dkk = {", "weekly_dkk = { individual = 9, waiting = 9,"),
            ("places = 340\noccupied = 330\n", ""),
            ("individual_from_hours_per_week = 20\n", ""),
            (
                "to = { level_change = 1 }, probability = 0.5",
                'to = { level_change = 1 }, probability = 0.3 }, { to = "individual", probability = 0.1 }, { to = "waiting", probability = 0.1',
            ),
        ],
        [
            's.toml:86:1: tariff.individual: is not used: no course is of kind "individual" or "waiting"; add such a course, or leave it out'
        ],
    ),
    (
        [("visit_minutes = 25\n", "")],
        ["s.toml:139:2: continuity.visit_minutes: is missing; add the key visit_minutes"],
    ),
    (
        [("staff = 12", "staff = 0.5")],
        [
            "s.toml:141:1: continuity.staff: must be 1 or more, is 0.5; check the unit and the decimals"
        ],
    ),
    (
        [("idle_share = 0.95", "idle_share = 0.5")],
        [
            "s.toml:145:1: self_determination.idle_share: is below full_share 0.6; let idle_share >= full_share"
        ],
    ),
    (
        [("exponent = 3", "exponent = 0")],
        ["s.toml:147:1: self_determination.exponent: must be more than 0, is 0; write more than 0"],
    ),
    (
        [("economy = 0.5\nprogression = 0.3\ncontinuity = 0.1\nself_determination = 0.1\n", "")],
        [
            "s.toml:149:8: goals.development: no goal has a weight above 0; weigh one of economy, progression, continuity, self_determination"
        ],
    ),
    (
        [
            (
                "economy = 0.5\nprogression = 0.3\ncontinuity = 0.1\nself_determination = 0.1\n",
                "economy = 0\n",
            )
        ],
        [
            "s.toml:149:8: goals.development: no goal has a weight above 0; weigh one of economy, progression, continuity, self_determination"
        ],
    ),
    (
        [("contact_person_share = 0.3\n", "shift_staff = { day = 1 }\n")],
        [
            's.toml:142:1: continuity.shift_staff: is not used where all of the team share a citizen\'s visits; write by = "shift", or leave it out'
        ],
    ),
    (
        [
            (
                "contact_person_share = 0.3\n",
                'by = "shift"\nshift_staff = { day = 0.5, evening = 0.3 }\n',
            )
        ],
        [
            "s.toml:143:1: continuity.shift_staff: the shares must add up to 1, add up to 0.8; change them"
        ],
    ),
    (
        [(tables("continuity", "self_determination"), "")],
        [
            "s.toml:147:1: goals.development.continuity: is not computed without [continuity]; add [continuity], or leave it out"
        ],
    ),
    (
        [(tables("self_determination", "goals.development"), "")],
        [
            "s.toml:148:1: goals.development.self_determination: is not computed without [self_determination]; add [self_determination], or leave it out"
        ],
    ),
    (
        [
            ("[goals.development]", "[goals.hospital]"),
            ("hospital = 0.013, ", ""),
            (HOSPITAL, ""),
            ("hospital_day_dkk = 5000\n", ""),
            ("paid_days_away = 3\n", ""),
            ("admissions = 2.0\n", ""),
        ],
        [
            's.toml:141:8: goals.hospital: no course is of kind "hospital"; add such a course, or leave it out'
        ],
    ),
    (
        [("[goals.development]", "[goals.developmnt]")],
        ['s.toml:149:8: goals.developmnt: is not known here; did you mean "development"?'],
    ),
    (
        [("economy = 0.5", "economy = -0.5")],
        ["s.toml:150:1: goals.development.economy: must be 0 or more, is -0.5; check the sign"],
    ),
    (
        [("economy = 0.5", "ekonomy = 0.5")],
        ['s.toml:150:1: goals.development.ekonomy: is not known here; did you mean "economy"?'],
    ),
    (
        [('name = "individual"', 'name = "level_held"')],
        [
            's.toml:42:1: course.level_held.name: "level_held" means something else in exits and intake; give the course another name'
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(whole_changed, pieces, said):
    assert whole_changed(*pieces) == said
