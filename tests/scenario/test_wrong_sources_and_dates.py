"""Tables around a number are checked as strictly as the number."""

# ruff: noqa: E501 - a fault is one line

import pytest

WRONG = [
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { valu = 4 }")],
        ['s.toml:10:21: team.Nord.inflow_per_week.valu: is not known here; did you mean "value"?'],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { unit = "x" }')],
        ["s.toml:10:1: team.Nord.inflow_per_week: has no value; add value = and the number"],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, status = "guessed" }')],
        [
            's.toml:10:32: team.Nord.inflow_per_week.status: "guessed" is not a status; write one of "published", "measured", "expert", "assumed"'
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, status = "expertt" }')],
        [
            's.toml:10:32: team.Nord.inflow_per_week.status: "expertt" is not a status; did you mean "expert"?'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = 4, unit = 3 }")],
        ["s.toml:10:32: team.Nord.inflow_per_week.unit: must be text, is 3; write it in quotes"],
    ),
    (
        [("home_care = 450", 'home_care = { value = 450, unit = "kr. pr. måned" }')],
        [
            's.toml:51:50: prices.cost_per_hour_dkk.home_care.unit: "kr. pr. måned" is not the unit of this key, DKK per hour; convert the number, or correct the text'
        ],
    ),
    (
        [("home_care = 450", 'home_care = { value = 450, unit = "1.000 kr." }')],
        [
            's.toml:51:50: prices.cost_per_hour_dkk.home_care.unit: "1.000 kr." is not the unit of this key, DKK per hour; convert the number, or correct the text'
        ],
    ),
    (
        [("mean_weeks = 8", 'mean_weeks = { value = 8, unit = "måneder" }')],
        [
            's.toml:23:60: course.development.stay.mean_weeks.unit: "måneder" is not the unit of this key, weeks; convert the number, or correct the text'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = 4, low = 5 }")],
        [
            "s.toml:10:32: team.Nord.inflow_per_week.low: low 5 is above value 4; let low <= value <= high"
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, high = 5, law = "beta" }')],
        [
            's.toml:10:32: team.Nord.inflow_per_week.high: 5: a beta law gives numbers from 0 to 1 only; write another range, or law = "triangular"'
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, low = -1, law = "gamma" }')],
        [
            's.toml:10:32: team.Nord.inflow_per_week.low: -1: a gamma law gives no numbers below 0; write another range, or law = "triangular"'
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, high = "x" }')],
        ['s.toml:10:32: team.Nord.inflow_per_week.high: must be a number, is "x"; write a number'],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = 4, low = 5, high = 3 }")],
        [
            "s.toml:10:32: team.Nord.inflow_per_week.low: low 5 is above value 4; let low <= value <= high",
            "s.toml:10:41: team.Nord.inflow_per_week.high: value 4 is above high 3; let low <= value <= high",
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = 4, kilde = "x" }')],
        [
            's.toml:10:32: team.Nord.inflow_per_week.kilde: is not known here; write one of "value", "unit", "source", "year", "status", "low", "high", "law", "n", "period"'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = { value = 4 } }")],
        [
            "s.toml:10:21: team.Nord.inflow_per_week.value: must be a number or a list of numbers; give source and dates once, around it"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = 4, from = 2026-01-05 }")],
        [
            "s.toml:10:32: team.Nord.inflow_per_week.from: is not known here; write a list of such tables, [{ ... }, { ... }]"
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = { value = "4" }')],
        [
            's.toml:10:21: team.Nord.inflow_per_week: must be a number, is "4"; write it without quotes'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = { value = -4 }")],
        ["s.toml:10:21: team.Nord.inflow_per_week: must be 0 or more, is -4; check the sign"],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = [{ from = 2026-01-05, value = 4 }, { from = 2026-01-05, value = 5 }]",
            )
        ],
        [
            "s.toml:10:56: team.Nord.inflow_per_week[1].from: 2026-01-05 does not come after 2026-01-05; put the dates in order, each once"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = [{ from = 2026-02-05, value = 4 }]")],
        [
            "s.toml:10:22: team.Nord.inflow_per_week[0].from: 2026-02-05 leaves the first days of the run, from 2026-01-05, without a value; let the first value hold from 2026-01-05 or before"
        ],
    ),
    (
        [("inflow_per_week = 4.0", 'inflow_per_week = [{ from = "2026-01-05", value = 4 }]')],
        [
            's.toml:10:22: team.Nord.inflow_per_week[0].from: must be a date, is "2026-01-05"; write it as 2026-01-05, without quotes or time of day'
        ],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = [{ from = 2026-01-05T00:00:00, value = 4 }]",
            )
        ],
        [
            "s.toml:10:22: team.Nord.inflow_per_week[0].from: must be a date, is 2026-01-05 00:00:00; write it as 2026-01-05, without quotes or time of day"
        ],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = [{ from = 2026-01-05, value = 4 }, { value = 5 }]",
            )
        ],
        [
            "s.toml:10:54: team.Nord.inflow_per_week[1].from: is missing; say from which date the value holds"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = [{ from = 2026-01-05, value = 4 }, 5]")],
        [
            "s.toml:10:54: team.Nord.inflow_per_week[1]: must be a table with from and value, is 5; write { from = 2026-01-05, value = 5 }"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = [{ from = 2026-01-05 }]")],
        ["s.toml:10:20: team.Nord.inflow_per_week[0]: has no value; add value = and the number"],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = [{ from = 2026-01-05, value = 4 }, { from = 2027-01-01, value = -5 }]",
            )
        ],
        ["s.toml:10:75: team.Nord.inflow_per_week: must be 0 or more, is -5; check the sign"],
    ),
    (
        [
            (
                "inflow_per_week = 4.0",
                "inflow_per_week = [{ from = 2026-01-05, value = 4, til = 3 }]",
            )
        ],
        [
            's.toml:10:52: team.Nord.inflow_per_week[0].til: is not known here; write one of "from", "value", "unit", "source", "year", "status", "low", "high", "law", "n", "period"'
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = [{ value = 4 }]")],
        [
            "s.toml:10:1: team.Nord.inflow_per_week: must be a number, is a list of 1; for values by date, give each table a from"
        ],
    ),
    (
        [("inflow_per_week = 4.0", "inflow_per_week = []")],
        [
            "s.toml:10:1: team.Nord.inflow_per_week: must be a number, is an empty list; write a number"
        ],
    ),
    (
        [("weeks = 104", "weeks = [{ from = 2026-01-05, value = 104 }]")],
        ["s.toml:6:1: run.weeks: cannot change by date; give one value for the whole run"],
    ),
    (
        [('kind = "hospital"', 'kind = { value = "hospital" }')],
        [
            's.toml:41:1: course.hospital.kind: must be one of "development", "stabilisation", "individual", "hospital", "waiting", is a table; write one of them'
        ],
    ),
    (
        [('kind = "hospital"', 'kind = [{ from = 2026-01-05, value = "hospital" }]')],
        [
            's.toml:41:1: course.hospital.kind: must be one of "development", "stabilisation", "individual", "hospital", "waiting", is a list of 1; write one of them'
        ],
    ),
    (
        [
            (
                'to = "stabilisation", probability = 0.5',
                'to = "stabilisation", probability = [{ from = 2026-01-05, value = 0.5 }, { from = 2027-01-01, value = 0.4 }]',
            )
        ],
        [
            "s.toml:26:1: course.development.exits: the probabilities must add up to 1, add up to 0.9 (from 2027-01-01); change them"
        ],
    ),
    (
        [
            (
                "mean_weeks = [50, 40, 30, 20, 10]",
                'mean_weeks = [50, {value = 40, source = 3}, 30, { value = "x" }, 10]',
            )
        ],
        [
            "s.toml:35:65: course.stabilisation.stay.mean_weeks[1].source: must be text, is 3; write it in quotes",
            's.toml:35:84: course.stabilisation.stay.mean_weeks[3]: must be a number, is "x"; write a number',
        ],
    ),
    (
        [
            (
                "mean_weeks = [50, 40, 30, 20, 10]",
                "mean_weeks = [{ from = 2026-01-05, value = [50, 40, 30, 20, 10] }, { from = 2026-03-05, value = [50, 40, 30, 20] }]",
            )
        ],
        [
            "s.toml:35:122: course.stabilisation.stay.mean_weeks: needs 5 values, one for each level 0 to 4, has 4; give five values, or one number for all levels"
        ],
    ),
    (
        [
            (
                "mean_weeks = [50, 40, 30, 20, 10]",
                'mean_weeks = { value = [50, {}, 30, 20, 10], source = "x" }',
            )
        ],
        [
            "s.toml:35:62: course.stabilisation.stay.mean_weeks.value[1]: has no value; add value = and the number"
        ],
    ),
    (
        [
            (
                "mean_weeks = [50, 40, 30, 20, 10]",
                "mean_weeks = [{ from = 2026-01-05, value = [50, { value = 40, unit = 3 }, 30, 20, 10] }]",
            )
        ],
        [
            "s.toml:35:96: course.stabilisation.stay.mean_weeks[0].value[1].unit: must be text, is 3; write it in quotes"
        ],
    ),
    (
        [
            (
                "mean_weeks = [50, 40, 30, 20, 10]",
                "mean_weeks = { value = [50, [{ from = 2026-01-05, value = 3 }], 30, 20, 10] }",
            )
        ],
        [
            "s.toml:35:62: course.stabilisation.stay.mean_weeks.value[1]: must be a number, is a list of 1; write one"
        ],
    ),
]

RIGHT = [
    [
        (
            "inflow_per_week = 4.0",
            'inflow_per_week = { value = 4, unit = "x", source = "y", status = "assumed", low = 3, high = 5 }',
        )
    ],
    [("weeks = 104", 'weeks = { value = 104, source = "x" }')],
    [
        (
            'to = "stabilisation", probability = 0.5',
            'to = "stabilisation", probability = [{ from = 2026-01-05, value = 0.5 }, { from = 2029-01-01, value = 0.4 }]',
        )
    ],
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said


@pytest.mark.parametrize("pieces", RIGHT)
def test_what_is_allowed_is_not_a_fault(changed, pieces):
    assert changed(*pieces) == []
