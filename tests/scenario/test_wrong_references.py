"""What one table says of another is checked, with the nearest known name."""

# ruff: noqa: E501 - a fault is one line

import pytest

WRONG = [
    (
        [("development = 0.9", "development = 0.8")],
        ["s.toml:16:2: intake: the probabilities must add up to 1, add up to 0.9; change them"],
    ),
    (
        [("development = 0.9", "developmet = 0.9")],
        [
            's.toml:17:1: intake.developmet: "developmet" is not a course; did you mean "development"?'
        ],
    ),
    (
        [("development = 0.9\nstabilisation = 0.1\n", "")],
        [
            "s.toml:16:2: intake: is missing; say which course new citizens start in, as development = 1.0"
        ],
    ),
    (
        [("[intake]\ndevelopment = 0.9\nstabilisation = 0.1\n", "")],
        [
            "s.toml:1:1: intake: is missing; say which course new citizens start in, as development = 1.0"
        ],
    ),
    (
        [("development = 0.9", "first_contact = { development = 0.5 }")],
        [
            "s.toml:16:2: intake: the probabilities must add up to 1, add up to 0.1; change them",
            "s.toml:17:1: intake.first_contact: the probabilities must add up to 1, add up to 0.5; change them",
        ],
    ),
    (
        [("development = 0.9\nstabilisation = 0.1\n", "first_contact = { development = 1 }\n")],
        [
            's.toml:16:2: intake: does not say where citizens from "hospital_discharge" start; add hospital_discharge = { COURSE = 1.0 }'
        ],
    ),
    (
        [("development = 0.9", "first_contact = 0.9")],
        [
            "s.toml:17:1: intake.first_contact: is a source, not a course; write a table of probabilities by course"
        ],
    ),
    (
        [("development = 0.9", "mars = { development = 0.9 }\ndevelopment = 0.9")],
        [
            's.toml:17:1: intake.mars: "mars" is not a source; write one of "first_contact", "hospital_discharge", "temporary_place"'
        ],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = 4.0\nintake = { development = 0.5, stabilisation = 0.4 }",
            )
        ],
        [
            "s.toml:11:1: team.Nord.intake: the probabilities must add up to 1, add up to 0.9; change them"
        ],
    ),
    (
        [("[intake]", "[citizen]\nstart_level = [0.5, 0.4, 0, 0, 0]\n[intake]")],
        [
            "s.toml:17:1: citizen.start_level: the probabilities must add up to 1, add up to 0.9; change them"
        ],
    ),
    (
        [("[intake]", "[citizen]\nstart_level = { first_contact = [1, 0, 0, 0, 0] }\n[intake]")],
        [
            's.toml:17:1: citizen.start_level: does not say the levels of citizens from "hospital_discharge"; add hospital_discharge = [...], five shares'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "stabilisation", probability = 0.4')],
        [
            "s.toml:26:1: course.development.exits: the probabilities must add up to 1, add up to 0.9; change them"
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = "stabilisation", probability = [0.5, 0.5, 0.4, 0.5, 0.6]',
            )
        ],
        [
            "s.toml:26:1: course.development.exits: the probabilities must add up to 1, add up to 0.9 at level 2, 1.1 at level 4; change them"
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "stabilization", probability = 0.5')],
        [
            's.toml:27:7: course.development.exits[0].to: "stabilization" is not a course or a way out; did you mean "stabilisation"?'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "stabilisation"')],
        [
            "s.toml:27:5: course.development.exits[0].probability: is missing; say how likely the exit is, 0 to 1"
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "nowhere_at_all", probability = 0.5')],
        [
            's.toml:27:7: course.development.exits[0].to: "nowhere_at_all" is not a course or a way out; name one of "development", "stabilisation", "hospital", "self_reliant", "clinic", "nursing_home", "dead", "moved"'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "resume", probability = 0.5')],
        [
            's.toml:27:7: course.development.exits[0].to: "resume" is only for a course of kind "hospital"; name a course or a way out'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "level_change", probability = 0.5')],
        [
            's.toml:27:7: course.development.exits[0].to: "level_change" does not say which way; write to = { level_change = -1 }'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "development", probability = 0.5')],
        [
            "s.toml:27:7: course.development.exits[0].to: leads to the course itself; give a level or a level_change other than 0, or leave the exit out"
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = { course = "development" }, probability = 0.5',
            )
        ],
        [
            "s.toml:27:7: course.development.exits[0].to: leads to the course itself; give a level or a level_change other than 0, or leave the exit out"
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', "to = {}, probability = 0.5")],
        [
            "s.toml:27:7: course.development.exits[0].to: leads to the course itself; give a level or a level_change other than 0, or leave the exit out"
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                "to = { level_change = 0 }, probability = 0.5",
            )
        ],
        [
            "s.toml:27:7: course.development.exits[0].to: leads to the course itself; give a level or a level_change other than 0, or leave the exit out"
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = { course = "stabilisation", level = 1, level_change = 1 }, probability = 0.5',
            )
        ],
        [
            "s.toml:27:7: course.development.exits[0].to: has both level and level_change; keep one of them"
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = { course = "dead" }, probability = 0.5',
            )
        ],
        [
            's.toml:27:14: course.development.exits[0].to.course: "dead" is not a course; write to = "dead"'
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = { course = "stabilisaton" }, probability = 0.5',
            )
        ],
        [
            's.toml:27:14: course.development.exits[0].to.course: "stabilisaton" is not a course; did you mean "stabilisation"?'
        ],
    ),
    (
        [('to = "stabilisation", probability = 0.5', 'to = "self_reliant", probability = 0.5')],
        [
            "s.toml:28:7: course.development.exits[1].to: is there twice; keep one exit with the sum of both"
        ],
    ),
    (
        [("hospital = 0.01", "hospitl = 0.01")],
        [
            's.toml:30:22: course.development.hazards_per_week.hospitl: "hospitl" is not a course or a way out; did you mean "hospital"?'
        ],
    ),
    (
        [("hospital = 0.01", "hospital = 0.01, development = 0.1")],
        [
            "s.toml:30:39: course.development.hazards_per_week.development: leads to the course itself; name another course or a way out"
        ],
    ),
    (
        [("hospital = 0.01", "hospital = 0.01, resume = 0.1")],
        [
            's.toml:30:39: course.development.hazards_per_week.resume: "resume" is only for a course of kind "hospital"; name a course or a way out'
        ],
    ),
    (
        [('exits = [{ to = "dead", probability = 1 }]\n', "")],
        [
            "s.toml:32:3: course.stabilisation.exits: nobody can leave: a stay has no exits to end in; add exits, whose probabilities add up to 1"
        ],
    ),
    (
        [('exits = [{ to = "dead", probability = 1 }]\n', "exits = []\n")],
        [
            "s.toml:37:1: course.stabilisation.exits: nobody can leave: a stay has no exits to end in; add exits, whose probabilities add up to 1"
        ],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = [{ to = "hospital", probability = 1 }]',
            )
        ],
        [
            's.toml:37:1: course.stabilisation.exits: nobody can leave care from course "stabilisation"; add an exit or a hazard that leads, at last, to self_reliant, clinic, nursing_home, dead or moved'
        ],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = [{ to = { level_change = 1 }, probability = [0.5, 0.5, 0.5, 0.5, 1] }, { to = "dead", probability = [0.5, 0.5, 0.5, 0.5, 0] }]',
            )
        ],
        [
            's.toml:37:1: course.stabilisation.exits: nobody can leave care from course "stabilisation" at level 4; add an exit or a hazard that leads, at last, to self_reliant, clinic, nursing_home, dead or moved'
        ],
    ),
    (
        [("hospital = 0.01, ", "")],
        [
            's.toml:40:1: course.hospital.name: nobody can reach course "hospital"; lead an intake, an exit or a hazard to it, or drop it'
        ],
    ),
    (
        [("development = 2700, ", "")],
        [
            's.toml:55:1: tariff.weekly_dkk.development: course "development" has no rate; add it, or an entry in lump_sum_dkk; 0 counts as a rate'
        ],
    ),
    (
        [("development = 2700", "developement = 2700")],
        [
            's.toml:55:16: tariff.weekly_dkk.developement: "developement" is not a course; did you mean "development"?'
        ],
    ),
    (
        [
            (
                "development = 2700, stabilisation = 1575 }",
                "development = 2700, stabilisation = 1575 }\nstep_down = { hospital = { after_weeks = 3, weekly_dkk = 1 } }",
            )
        ],
        [
            "s.toml:56:15: tariff.step_down.hospital: steps down from a weekly rate that is not there; add hospital to weekly_dkk"
        ],
    ),
    (
        [
            (
                "development = 2700, stabilisation = 1575 }",
                "development = 2700, stabilisation = 1575 }\nstep_down = { stabilisatio = { after_weeks = 3, weekly_dkk = 1 } }",
            )
        ],
        [
            's.toml:56:15: tariff.step_down.stabilisatio: "stabilisatio" is not a course; did you mean "stabilisation"?'
        ],
    ),
    (
        [
            (
                "development = 2700, stabilisation = 1575 }",
                "development = 2700, stabilisation = 1575 }\nlump_sum_dkk = { hospitel = 2 }",
            )
        ],
        [
            's.toml:56:18: tariff.lump_sum_dkk.hospitel: "hospitel" is not a course; did you mean "hospital"?'
        ],
    ),
    (
        [
            (
                "development = 2700, stabilisation = 1575 }",
                "development = 2700, stabilisation = 1575 }\nreopen_within_weeks = 2",
            )
        ],
        ["s.toml:56:1: tariff.reopen_within_weeks: is not used without lump_sum_dkk; leave it out"],
    ),
    (
        [("training = 500", "nursing = 500")],
        [
            's.toml:51:1: prices.cost_per_hour_dkk.training: has no price, and course "development" needs it; add its cost in DKK per hour'
        ],
    ),
    (
        [("[prices]\ncost_per_hour_dkk = { home_care = 450, training = 500 }\n", "")],
        [
            's.toml:1:1: prices.cost_per_hour_dkk.home_care: has no price, and course "development" and 1 more needs it; add its cost in DKK per hour',
            's.toml:1:1: prices.cost_per_hour_dkk.training: has no price, and course "development" needs it; add its cost in DKK per hour',
        ],
    ),
    (
        [("home_care = 4.0, training = 1.5", "home_care = 0.0, training = 0")],
        [
            "s.toml:25:1: course.development.hours_sd: is more than 0 where the course has no hours; give hours_per_week, or leave hours_sd out"
        ],
    ),
    (
        [
            ("hours_sd = 3.0", "hours_sd = [1, 1, 1, 1, 1]"),
            ("home_care = 4.0, training = 1.5", "home_care = [1, 1, 0, 0, 1]"),
        ],
        [
            "s.toml:25:1: course.development.hours_sd: is more than 0 where the course has no hours at level 2, 3; give hours_per_week, or leave hours_sd out"
        ],
    ),
    (
        [
            ("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.5, tau_weeks = 6 }"),
            ('to = "self_reliant", probability = 0.5', 'to = "moved", probability = 0.5'),
        ],
        [
            's.toml:26:1: course.development.dose: has no exit "self_reliant" to decide; add { to = "self_reliant" } to the exits, or leave the dose out',
            's.toml:46:2: relapse: nobody leaves "self_reliant", so that nobody can come back; add such an exit, or leave the relapse out',
        ],
    ),
    (
        [
            ("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.5, tau_weeks = 6 }"),
            ('to = "self_reliant", probability = 0.5', 'to = "self_reliant"'),
            ('to = "stabilisation", probability = 0.5', 'to = "stabilisation", probability = 0'),
        ],
        [
            "s.toml:27:1: course.development.exits: the exits beside the dose must add up to more than 0, add up to 0; add an exit for those who do not end self-reliant"
        ],
    ),
    (
        [
            ("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.5, tau_weeks = 6 }"),
            ('to = "self_reliant", probability = 0.5', 'to = "self_reliant"'),
            (
                'to = "stabilisation", probability = 0.5',
                'to = "stabilisation", probability = 0.7 }, { to = "moved", probability = 0.7',
            ),
        ],
        [
            "s.toml:27:1: course.development.exits: the exits beside the dose must add up to at most 1, add up to 1.4; change them"
        ],
    ),
    (
        [("mean_weeks = 0.7", "mean_weeks = 0.7, sd_weeks = 1")],
        [
            "s.toml:42:58: course.hospital.stay.sd_weeks: is not used by exponential; leave it out or name another distribution"
        ],
    ),
    (
        [("mean_weeks = 8, sd_weeks = 4", "mean_weeks = 8")],
        ["s.toml:23:1: course.development.stay.sd_weeks: is missing for gamma; add sd_weeks"],
    ),
    (
        [("mean_weeks = 8, sd_weeks = 4", "sd_weeks = 4")],
        ["s.toml:23:1: course.development.stay.mean_weeks: is missing for gamma; add mean_weeks"],
    ),
    (
        [("mean_weeks = 8, sd_weeks = 4", "mean_weeks = 8, sd_weeks = 81")],
        [
            "s.toml:23:50: course.development.stay.sd_weeks: is more than 10 times the mean; check both, they are in weeks"
        ],
    ),
    (
        [('"gamma", mean_weeks = 8, sd_weeks = 4', '"empirical"')],
        [
            "s.toml:23:1: course.development.stay.values_weeks: is missing for empirical; add values_weeks"
        ],
    ),
    (
        [("mean_weeks = 0.7", "mean_weeks = 0.7, values_weeks = [1]")],
        [
            "s.toml:42:58: course.hospital.stay.values_weeks: is not used by exponential; leave it out or name another distribution"
        ],
    ),
    (
        [
            (
                '"gamma", mean_weeks = 8, sd_weeks = 4',
                '"empirical", mean_weeks = 8, values_weeks = [1, 2]',
            )
        ],
        [
            "s.toml:23:38: course.development.stay.mean_weeks: is not used by empirical; leave it out or name another distribution"
        ],
    ),
    (
        [('distribution = "fixed", mean_weeks = 20', 'distribution = "fixed"')],
        ["s.toml:47:1: relapse.after.mean_weeks: is missing for fixed; add mean_weeks"],
    ),
    (
        [('to = "development"\n', 'to = "developmnt"\n')],
        ['s.toml:48:1: relapse.to: "developmnt" is not a course; did you mean "development"?'],
    ),
    (
        [('to = "development"\n', 'to = "dead"\n')],
        [
            's.toml:48:1: relapse.to: "dead" is not a course; write one of "development", "stabilisation", "hospital"'
        ],
    ),
    (
        [('to = "self_reliant"', 'to = "moved"')],
        [
            's.toml:45:2: relapse: nobody leaves "self_reliant", so that nobody can come back; add such an exit, or leave the relapse out'
        ],
    ),
    (
        [
            (
                "weeks = 104",
                "weeks = 104\ninitial = { Nort = { development = 3 }, Syd = { develpment = 4 } }",
            )
        ],
        [
            's.toml:7:13: run.initial.Nort: "Nort" is not a team; did you mean "Nord"?',
            's.toml:7:49: run.initial.Syd.develpment: "develpment" is not a course; did you mean "development"?',
        ],
    ),
    (
        [
            ("inflow_per_week = 4.0", "inflow_per_week = 0"),
            ("{ first_contact = 2, hospital_discharge = 1 }", "0.0"),
        ],
        [
            "s.toml:4:2: run.initial: nobody is in care at the start, and no team has inflow: nothing would run; give a team inflow_per_week above 0, or count citizens in run.initial"
        ],
    ),
    (
        [
            ("inflow_per_week = 4.0", "inflow_per_week = 0"),
            ("{ first_contact = 2, hospital_discharge = 1 }", "0.0"),
            ("weeks = 104", 'weeks = 104\ninitial="empty"'),
        ],
        [
            "s.toml:7:1: run.initial: nobody is in care at the start, and no team has inflow: nothing would run; give a team inflow_per_week above 0, or count citizens in run.initial"
        ],
    ),
    (
        [
            (
                'to = "self_reliant", probability = 0.5',
                'to = "self_reliant", probability = 0.5, stay = { distribution = "gamma", mean_weeks = 2 }',
            )
        ],
        [
            "s.toml:28:47: course.development.exits[1].stay.sd_weeks: is missing for gamma; add sd_weeks"
        ],
    ),
    (
        [
            ("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.5, tau_weeks = 6 }"),
            (
                'to = "self_reliant", probability = 0.5',
                'to = "self_reliant", stay = { distribution = "fixed", mean_weeks = 2 }',
            ),
        ],
        [
            "s.toml:29:28: course.development.exits[1].stay: cannot stand beside a dose, which takes the exit from the length; leave out the dose, or the stays of exits"
        ],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = [{ to = "dead", probability = 1, stay = { distribution = "fixed", mean_weeks = 2 } }]',
            )
        ],
        [
            "s.toml:35:1: course.stabilisation.stay: is used by no exit: each has a stay of its own; leave it out, or the stay of an exit"
        ],
    ),
]

RIGHT = [
    [
        (
            'exits = [{ to = "dead", probability = 1 }]',
            'exits = [{ to = "dead", probability = 0.5, stay = { distribution = "fixed", mean_weeks = 2 } }, { to = "moved", probability = 0.5 }]',
        )
    ],
    [
        (
            'exits = [{ to = "dead", probability = 1 }]',
            'exits = [{ to = { level_change = -1 }, probability = [0, 1, 1, 1, 1] }, { to = "dead", probability = [1, 0, 0, 0, 0] }]',
        )
    ],
    [
        ("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 0.5, tau_weeks = 6 }"),
        ('to = "self_reliant", probability = 0.5', 'to = "self_reliant"'),
    ],
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said


@pytest.mark.parametrize("pieces", RIGHT)
def test_what_is_allowed_is_not_a_fault(changed, pieces):
    assert changed(*pieces) == []
