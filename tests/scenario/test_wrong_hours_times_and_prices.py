"""Hours by time of day and outside the rate: what has no price, or no use, is a fault."""

# ruff: noqa: E501 - a fault is one line

import pytest

WRONG = [
    (
        [("evening = 0.25", "evening = 0.85")],
        [
            "s.toml:67:1: times.home_care: evening and weekend must add up to at most 1, add up to 1.05 at level 2, 1.05 at level 3, 1.05 at level 4; change them"
        ],
    ),
    (
        [("evening = 0.25", "evening = [0, 0, 0, 0.9, 0]")],
        [
            "s.toml:67:1: times.home_care: evening and weekend must add up to at most 1, add up to 1.1 at level 3; change them"
        ],
    ),
    (
        [
            ("[times]\n", "[times]\ntraining = { evening = 0.1 }\n"),
            ("training = 1.5", "nursing = 0.5"),
        ],
        [
            "s.toml:67:1: times.training: no course has hours of training; give training hours, or leave it out"
        ],
    ),
    (
        [("hours_per_week = 0.5, max_share", "hours_per_week = 0.5, max_shar")],
        [
            's.toml:35:51: course.stabilisation.everyday_rehabilitation.max_shar: is not known here; did you mean "max_share"?'
        ],
    ),
    (
        [
            ("    { to = { level_change = 1 }, probability = 0.5 },\n", ""),
            ('"nursing_home", probability = 0.5', '"nursing_home", probability = 1'),
        ],
        [
            "s.toml:35:1: course.stabilisation.everyday_rehabilitation: averts nothing: no exit leads to a worse level of the same course; add an exit to = { level_change = 1 }, or leave it out"
        ],
    ),
    (
        [
            (
                "hours_per_week = { home_care = 2, nursing = 0.7 }",
                "hours_per_week = { nursing = [0.7, 0, 0.7, 0.7, 0.7] }",
            ),
            ("hours_per_week = 0.5, max", "hours_per_week = [0, 0, 1, 1, 1], max"),
            ("hours_sd = 1.6", "hours_sd = [1, 1, 1, 1, 1]"),
        ],
        [
            "s.toml:33:1: course.stabilisation.hours_sd: is more than 0 where the course has no hours at level 1; give hours_per_week, or leave hours_sd out"
        ],
    ),
    (
        [("evening = 558, ", "")],
        [
            "s.toml:70:1: prices.cost_per_hour_dkk.home_care.evening: has no price, and some hours of home_care are given then; add its cost in DKK per hour"
        ],
    ),
    (
        [("day = 490, ", "")],
        [
            "s.toml:70:1: prices.cost_per_hour_dkk.home_care.day: has no price, and some hours of home_care are given then; add its cost in DKK per hour"
        ],
    ),
    (
        [("evening = 558", "evning = 558")],
        [
            's.toml:70:26: prices.cost_per_hour_dkk.home_care.evning: is not known here; did you mean "evening"?'
        ],
    ),
    (
        [("evening = 0.25, weekend = [0.1, 0.1, 0.2, 0.2, 0.2]", "weekend = 1.0")],
        [
            "s.toml:70:26: prices.cost_per_hour_dkk.home_care.evening: is not used: no hours of home_care are given then; add [times] home_care = { evening = SHARE }, or leave it out"
        ],
    ),
    (
        [("nursing = 650", "nursing = { day = 650, weekend = 700 }")],
        [
            "s.toml:71:24: prices.cost_per_hour_dkk.nursing.weekend: is not used: no hours of nursing are given then; add [times] nursing = { weekend = SHARE }, or leave it out"
        ],
    ),
    (
        [("nursing = 650", "nursing = [650, 651]")],
        [
            "s.toml:71:1: prices.cost_per_hour_dkk.nursing: must be a number, is a list of 2; write a number"
        ],
    ),
    (
        [("training = 900\n", "")],
        [
            's.toml:69:9: prices.cost_per_hour_dkk.training: has no price, and course "development" needs it; add its cost in DKK per hour'
        ],
    ),
    (
        [
            ("home_care = 4, training", "training"),
            ("home_care = 2, ", ""),
            ("home_care = 22, ", ""),
            ("hours_per_week = { home_care = 20 }", ""),
            ("home_care = { day = 490, evening = 558, weekend = 560 }\n", ""),
        ],
        [
            's.toml:69:9: prices.cost_per_hour_dkk.home_care: has no price, and course "stabilisation" and 1 more needs it; add its cost in DKK per hour'
        ],
    ),
    (
        [("night_hour_dkk = 600\n", "")],
        [
            's.toml:74:9: prices.outside.night_hour_dkk: is missing, and course "stabilisation" needs it; add its cost in DKK per hour'
        ],
    ),
    (
        [("night_hour_dkk = 600", "nigt_hour_dkk = 600")],
        [
            's.toml:75:1: prices.outside.nigt_hour_dkk: is not known here; did you mean "night_hour_dkk"?'
        ],
    ),
    (
        [("night_hour_dkk = 600", 'night_hour_dkk = "600"')],
        [
            's.toml:75:1: prices.outside.night_hour_dkk: must be a number, is "600"; write it without quotes'
        ],
    ),
    (
        [("night = 1, complex_nursing", "complex_nursing")],
        [
            "s.toml:75:1: prices.outside.night_hour_dkk: is not used: no course has outside_hours_per_week of night; give a course such hours, or leave it out"
        ],
    ),
    (
        [("complex_nursing = [0, 0, 0, 0.3, 0.5]", "complex_nursing = [0, 0, 0, 0.3]")],
        [
            "s.toml:34:39: course.stabilisation.outside_hours_per_week.complex_nursing: needs 5 values, one for each level 0 to 4, has 4; give five values, or one number for all levels"
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(whole_changed, pieces, said):
    assert whole_changed(*pieces) == said
