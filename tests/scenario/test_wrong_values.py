"""A single value that is wrong is one fault, in plain words, at its key."""

# ruff: noqa: E501 - a fault is one line

import pytest

from sim.scenario.tariffs.listed import KIND

KINDS = ", ".join(f'"{name}"' for name in KIND)

WRONG = [
    (
        [("weeks = 104", 'weeks = "104"')],
        ['s.toml:6:1: run.weeks: must be a whole number, is "104"; write it without quotes'],
    ),
    (
        [("weeks = 104", "weeks = 104.5")],
        ["s.toml:6:1: run.weeks: must be a whole number, is 104.5; write it without decimals"],
    ),
    (
        [("weeks = 104", "weeks = true")],
        ["s.toml:6:1: run.weeks: must be a whole number, is true; write a number"],
    ),
    (
        [("weeks = 104", "weeks = 0")],
        ["s.toml:6:1: run.weeks: must be 1 or more, is 0; write 1 or more"],
    ),
    (
        [("weeks = 104", "weeks = 6000")],
        ["s.toml:6:1: run.weeks: must be at most 5_200, is 6000; check the unit and the decimals"],
    ),
    (
        [("weeks = 104", "weeks = 104\nreplications = 0")],
        ["s.toml:7:1: run.replications: must be 1 or more, is 0; write 1 or more"],
    ),
    (
        [("weeks = 104", "weeks = 104\nseed = -1")],
        ["s.toml:7:1: run.seed: must be 0 or more, is -1; check the sign"],
    ),
    (
        [("weeks = 104", "weeks = 104\nseed = 9223372036854775808")],
        [
            "s.toml:7:1: run.seed: must be at most 9_223_372_036_854_775_807, is 9223372036854775808; check the unit and the decimals"
        ],
    ),
    (
        [("weeks = 104", "weeks = 104\nsed = 1")],
        ['s.toml:7:1: run.sed: is not known here; did you mean "seed"?'],
    ),
    (
        [("weeks = 104", "weeks = 104\nwarm_up_weeks = -1")],
        ["s.toml:7:1: run.warm_up_weeks: must be 0 or more, is -1; check the sign"],
    ),
    ([("weeks = 104\n", "")], ["s.toml:4:2: run.weeks: is missing; add the key weeks"]),
    (
        [("start = 2026-01-05", 'start = "2026-01-05"')],
        [
            's.toml:5:1: run.start: must be a date, is "2026-01-05"; write it as 2026-01-05, without quotes'
        ],
    ),
    (
        [("start = 2026-01-05", "start = 2026-01-05T08:00:00")],
        [
            "s.toml:5:1: run.start: must be a date, is 2026-01-05 08:00:00; leave out the time of day: 2026-01-05"
        ],
    ),
    (
        [("start = 2026-01-05", "start = 2026")],
        ["s.toml:5:1: run.start: must be a date, is 2026; write it as 2026-01-05, without quotes"],
    ),
    (
        [("start = 2026-01-05", "start = 1026-01-05")],
        [
            "s.toml:5:1: run.start: must lie from 1900-01-01 to 2199-12-31, is 1026-01-05; check the year"
        ],
    ),
    (
        [("start = 2026-01-05", "start = 2026-01-09")],
        [
            "s.toml:5:1: run.start: 2026-01-09 is a Friday, and weeks begin on a Monday; the nearest Monday is 2026-01-12"
        ],
    ),
    (
        [("start = 2026-01-05", "start = 2026-01-08")],
        [
            "s.toml:5:1: run.start: 2026-01-08 is a Thursday, and weeks begin on a Monday; the nearest Monday is 2026-01-05"
        ],
    ),
    (
        [("weeks = 104", 'weeks = 104\ninitial = "stationry"')],
        [
            's.toml:7:1: run.initial: must be one of "stationary", "empty", is "stationry"; write one of them, or a table of counts by team and course'
        ],
    ),
    (
        [("weeks = 104", "weeks = 104\ninitial = 3")],
        [
            's.toml:7:1: run.initial: must be one of "stationary", "empty", is 3; write one of them, or a table of counts by team and course'
        ],
    ),
    (
        [("weeks = 104", "weeks = 104\ninitial = { Nord = { development = -1 } }")],
        ["s.toml:7:22: run.initial.Nord.development: must be 0 or more, is -1; check the sign"],
    ),
    (
        [("weeks = 104", "weeks = 104\ninitial = { Nord = { development = 1.5 } }")],
        [
            "s.toml:7:22: run.initial.Nord.development: must be a whole number or a list of five, one for each level, is 1.5; write it without decimals"
        ],
    ),
    (
        [("weeks = 104", "weeks = 104\ninitial = { Nord = 3 }")],
        ["s.toml:7:13: run.initial.Nord: must be a table, is 3; write { KEY = VALUE, ... }"],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = "4"')],
        [
            's.toml:10:1: team.Nord.inflow_per_week: must be a number, is "4"; write it without quotes'
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = "4,5"')],
        [
            's.toml:10:1: team.Nord.inflow_per_week: must be a number, is "4,5"; write it without quotes'
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = "four"')],
        ['s.toml:10:1: team.Nord.inflow_per_week: must be a number, is "four"; write a number'],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = true")],
        ["s.toml:10:1: team.Nord.inflow_per_week: must be a number, is true; write a number"],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = nan")],
        ["s.toml:10:1: team.Nord.inflow_per_week: must be a finite number, is nan; write a number"],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = inf")],
        ["s.toml:10:1: team.Nord.inflow_per_week: must be a finite number, is inf; write a number"],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = -1")],
        ["s.toml:10:1: team.Nord.inflow_per_week: must be 0 or more, is -1; check the sign"],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = 1e9")],
        [
            "s.toml:10:1: team.Nord.inflow_per_week: must be at most 10_000, is 1000000000.0; check the unit and the decimals"
        ],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999",
            )
        ],
        [
            "s.toml:10:1: team.Nord.inflow_per_week: is absurdly large: a number of more than 24 digits; write a plausible number"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = [1, 2]")],
        [
            "s.toml:10:1: team.Nord.inflow_per_week: must be a number, is a list of 2; write a number"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { first_contct = 4 }")],
        [
            's.toml:10:21: team.Nord.inflow_per_week.first_contct: is not known here; did you mean "first_contact"?'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow = 4.0")],
        [
            "s.toml:8:3: team.Nord.inflow_per_week: is missing; add the key inflow_per_week",
            's.toml:10:1: team.Nord.inflow: is not known here; use one of "name", "label", "key", "inflow_per_week", "policy", "alpha", "levers", "intake", "full_time_equivalents", "places", "basis_cost_dkk_per_year", "reserve_dkk" and 7 more',
        ],
    ),
    (
        [("inflow_per_week = 4.0", "xyz = 4.0")],
        [
            "s.toml:8:3: team.Nord.inflow_per_week: is missing; add the key inflow_per_week",
            's.toml:10:1: team.Nord.xyz: is not known here; use one of "name", "label", "key", "inflow_per_week", "policy", "alpha", "levers", "intake", "full_time_equivalents", "places", "basis_cost_dkk_per_year", "reserve_dkk" and 7 more',
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = 4\npolicy = "needsled"')],
        [
            's.toml:11:1: team.Nord.policy: must be one of "needs_led", "budget_led", "incentive_led", "learning", is "needsled"; did you mean "needs_led"?'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = 4\npolicy = 1")],
        [
            's.toml:11:1: team.Nord.policy: must be one of "needs_led", "budget_led", "incentive_led", "learning", is 1; write one of them'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = 4\nkey = 1.5")],
        ["s.toml:11:1: team.Nord.key: must be a whole number, is 1.5; write it without decimals"],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = 4\nkey = ""')],
        ["s.toml:11:1: team.Nord.key: is empty; write a name"],
    ),
    (
        [('name = "Nord"', "name = 7")],
        ["s.toml:9:1: team[0].name: must be text, is 7; write it in quotes"],
    ),
    ([('name = "Nord"\n', "")], ["s.toml:8:3: team[0].name: is missing; add the key name"]),
    (
        [('kind = "hospital"', 'kind = "hospitl"')],
        [
            's.toml:41:1: course.hospital.kind: must be one of "development", "stabilisation", "individual", "hospital", "waiting", is "hospitl"; did you mean "hospital"?'
        ],
    ),
    (
        [('kind = "hospital"\n', "")],
        ["s.toml:39:3: course.hospital.kind: is missing; add the key kind"],
    ),
    (
        [('distribution = "exponential"', 'distribution = "exp"')],
        [
            's.toml:42:10: course.hospital.stay.distribution: must be one of "gamma", "lognormal", "weibull", "exponential", "fixed", "empirical", is "exp"; write one of them'
        ],
    ),
    (
        [("mean_weeks = 0.7", "mean_weeks = 0")],
        [
            "s.toml:42:40: course.hospital.stay.mean_weeks: must be more than 0, is 0; write more than 0"
        ],
    ),
    (
        [("mean_weeks = 0.7", "mean_weeks = -1")],
        [
            "s.toml:42:40: course.hospital.stay.mean_weeks: must be more than 0, is -1; check the sign"
        ],
    ),
    (
        [("mean_weeks = 0.7", "mean_weeks = 3000")],
        [
            "s.toml:42:40: course.hospital.stay.mean_weeks: must be at most 2_600, is 3000; check the unit and the decimals"
        ],
    ),
    (
        [("sd_weeks = 4", "sd_weeks = -4")],
        [
            "s.toml:23:50: course.development.stay.sd_weeks: must be 0 or more, is -4; check the sign"
        ],
    ),
    (
        [("mean_weeks = [50, 40, 30, 20, 10]", "mean_weeks = [50, 40, 30, 20]")],
        [
            "s.toml:35:34: course.stabilisation.stay.mean_weeks: needs 5 values, one for each level 0 to 4, has 4; give five values, or one number for all levels"
        ],
    ),
    (
        [("mean_weeks = [50, 40, 30, 20, 10]", 'mean_weeks = [50, "x", 30, 20, 10]')],
        [
            's.toml:35:52: course.stabilisation.stay.mean_weeks[1]: must be a number, is "x"; write a number'
        ],
    ),
    (
        [("home_care = 4.0", "home_care = -4.0")],
        [
            "s.toml:24:20: course.development.hours_per_week.home_care: must be 0 or more, is -4.0; check the sign"
        ],
    ),
    (
        [("home_care = 4.0", "home_care = 401")],
        [
            "s.toml:24:20: course.development.hours_per_week.home_care: must be at most 400, is 401; check the unit and the decimals"
        ],
    ),
    (
        [("home_care = 4.0", "homecare = 4.0")],
        [
            's.toml:24:20: course.development.hours_per_week.homecare: is not known here; did you mean "home_care"?'
        ],
    ),
    (
        [("hours_sd = 3.0", "hours_sd = -3")],
        ["s.toml:25:1: course.development.hours_sd: must be 0 or more, is -3; check the sign"],
    ),
    (
        [("hours_per_week = { home_care = 3 }", "hours_per_week = 3")],
        [
            "s.toml:36:1: course.stabilisation.hours_per_week: must be a table, is 3; write { KEY = VALUE, ... }"
        ],
    ),
    (
        [("probability = 0.2", "probability = 1.2")],
        [
            "s.toml:46:1: relapse.probability: must be at most 1, is 1.2; check the unit and the decimals"
        ],
    ),
    (
        [("probability = 0.2", "probability = -0.2")],
        ["s.toml:46:1: relapse.probability: must be 0 or more, is -0.2; check the sign"],
    ),
    (
        [("hospital = 0.01", "hospital = -0.01")],
        [
            "s.toml:30:22: course.development.hazards_per_week.hospital: must be 0 or more, is -0.01; check the sign"
        ],
    ),
    (
        [("hospital = 0.01", "hospital = 8")],
        [
            "s.toml:30:22: course.development.hazards_per_week.hospital: must be at most 7, is 8; check the unit and the decimals"
        ],
    ),
    (
        [("home_care = 450", "home_care = -450")],
        [
            "s.toml:51:23: prices.cost_per_hour_dkk.home_care: must be 0 or more, is -450; check the sign"
        ],
    ),
    (
        [("development = 2700", "development = -1")],
        ["s.toml:55:16: tariff.weekly_dkk.development: must be 0 or more, is -1; check the sign"],
    ),
    (
        [("development = 2700", "development = 1e12")],
        [
            "s.toml:55:16: tariff.weekly_dkk.development: must be at most 100_000_000, is 1000000000000.0; check the unit and the decimals"
        ],
    ),
    (
        [('kind = "course_rates"', 'kind = "activty"')],
        [
            f's.toml:54:1: tariff.kind: must be one of {KINDS}, is "activty"; did you mean "activity"?'
        ],
    ),
    (
        [('kind = "course_rates"', "kind = 1")],
        [f"s.toml:54:1: tariff.kind: must be one of {KINDS}, is 1; write one of them"],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = { to = "dead", probability = 1 }',
            )
        ],
        [
            "s.toml:37:1: course.stabilisation.exits: must be a list of tables, is a table; write [ { ... } ]"
        ],
    ),
    (
        [('exits = [{ to = "dead", probability = 1 }]', 'exits = ["dead"]')],
        [
            's.toml:37:10: course.stabilisation.exits[0]: must be a table, is "dead"; write { to = "dead", probability = 0.1 }, or where it leads'
        ],
    ),
    (
        [('exits = [{ to = "dead", probability = 1 }]', "exits = [{ to = 3, probability = 1 }]")],
        ["s.toml:37:12: course.stabilisation.exits[0].to: must be text, is 3; write it in quotes"],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = [{ to = { level = 7 }, probability = 0.5 }, { to = "dead", probability = 0.5 }]',
            )
        ],
        [
            "s.toml:37:19: course.stabilisation.exits[0].to.level: must be less than 5, is 7; check the unit and the decimals"
        ],
    ),
    (
        [
            (
                'exits = [{ to = "dead", probability = 1 }]',
                'exits = [{ too = "dead", probability = 1 }]',
            )
        ],
        ['s.toml:37:12: course.stabilisation.exits[0].too: is not known here; did you mean "to"?'],
    ),
    (
        [("[prices]", "[price]")],
        [
            's.toml:1:1: prices.cost_per_hour_dkk.home_care: has no price, and course "development" and 1 more needs it; add its cost in DKK per hour',
            's.toml:1:1: prices.cost_per_hour_dkk.training: has no price, and course "development" needs it; add its cost in DKK per hour',
            's.toml:50:2: price: is not known here; did you mean "prices"?',
        ],
    ),
    (
        [("[relapse]", "[run2]\nx=1\n[relapse]")],
        ['s.toml:45:2: run2: is not known here; did you mean "run"?'],
    ),
    (
        [('title = "A sound scenario"', "title = 3")],
        ["s.toml:2:1: title: must be text, is 3; write it in quotes"],
    ),
    (
        [('title = "A sound scenario"', "seed = 3")],
        ["s.toml:2:1: seed: is not known here; it belongs in [run]"],
    ),
    (
        [("[tariff]", "[tariff]\nreopen_within_weeks = -1\nlump_sum_dkk = { development = 1 }")],
        ["s.toml:54:1: tariff.reopen_within_weeks: must be 0 or more, is -1; check the sign"],
    ),
    (
        [("hours_sd = 3.0", "hours_sd = 3.0\nprofile = []")],
        ["s.toml:26:1: course.development.profile: needs at least 1 value, has 0; change the list"],
    ),
    (
        [("hours_sd = 3.0", "hours_sd = 3.0\ndose = { p_max = 2, tau_weeks = 0 }")],
        [
            "s.toml:26:10: course.development.dose.p_max: must be at most 1, is 2; check the unit and the decimals",
            "s.toml:26:21: course.development.dose.tau_weeks: must be more than 0, is 0; write more than 0",
        ],
    ),
    (
        [("hours_sd = 3.0", "hours_sd = 3.0\nprofile = 1")],
        [
            "s.toml:26:1: course.development.profile: must be a list of numbers, is 1; write numbers in brackets"
        ],
    ),
    (
        [("[intake]", "[citizen]\nstart_level = [1, 0]\n[intake]")],
        [
            "s.toml:17:1: citizen.start_level: needs 5 values, one for each level 0 to 4, has 2; give five values, or one number for all levels"
        ],
    ),
    (
        [("[intake]", "[citizen]\nstart_level = 1\n[intake]")],
        [
            "s.toml:17:1: citizen.start_level: must be a list of numbers, is 1; write five numbers in brackets, one for each level"
        ],
    ),
    (
        [("[intake]", '[citizen]\nstart_level = "x"\n[intake]')],
        [
            's.toml:17:1: citizen.start_level: must be a list of numbers, is "x"; write five numbers in brackets, one for each level'
        ],
    ),
    (
        [
            ("[prices]\ncost_per_hour_dkk = { home_care = 450, training = 500 }\n", ""),
            ("title =", "prices = 3\ntitle ="),
        ],
        ["s.toml:2:1: prices: must be a table, is 3; write [prices] above its keys"],
    ),
    (
        [
            (
                '[relapse]\nprobability = 0.2\nafter = { distribution = "fixed", mean_weeks = 20 }\nto = "development"\n',
                "",
            ),
            ("title =", "relapse = 3\ntitle ="),
        ],
        ["s.toml:2:1: relapse: must be a table, is 3; write [relapse] above its keys"],
    ),
    (
        [("[run]\nstart = 2026-01-05\nweeks = 104\n", ""), ("title =", "run = 3\ntitle =")],
        ["s.toml:2:1: run: must be a table, is 3; write [run] above its keys"],
    ),
    (
        [("[run]", "[[run]]")],
        ["s.toml:4:3: run: must be a table, is a list of 1; write [run] above its keys"],
    ),
    (
        [("[intake]", "[[intake]]")],
        ["s.toml:16:3: intake: must be a table, is a list of 1; write [intake] above its keys"],
    ),
    (
        [("[tariff]", "[[tariff]]")],
        ["s.toml:53:3: tariff: must be a table, is a list of 1; write [tariff] above its keys"],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said
