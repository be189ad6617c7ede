"""Every number of a scenario is listed once, with what stands behind it."""

from sim.reporting.page.provenance import by_status, sourced_values

SCENARIO = {
    "schema": 1,
    "title": "x",
    "run": {"weeks": 104},
    "team": [
        {"name": "Nord", "inflow_per_week": {"value": 4.0, "status": "published", "source": "S"}},
        {"name": "Syd", "inflow_per_week": {"value": 4.0, "status": "published", "source": "S"}},
        {"name": "Vest", "inflow_per_week": 2.0, "policy": "needs_led"},
    ],
    "course": [
        {
            "name": "development",
            "hours_per_week": {"home_care": [1.0, 2.0, 3.0, 4.0, 5.0]},
            "exits": [{"to": "stabilisation", "probability": {"value": 0.5, "status": "assumed"}}],
        }
    ],
    "tariff": {
        "weekly_dkk": {
            "development": [
                {"from": "2026-01-05", "value": 2700},
                {"from": "2027-01-04", "value": 2800, "status": "expert", "low": 1, "high": 2},
            ]
        }
    },
}


def rows():
    return {(row.key, row.from_date): row for row in sourced_values(SCENARIO)}


def test_each_number_has_a_row_and_settings_have_none():
    assert list(rows()) == [
        ("team.*.inflow_per_week", ""),
        ("team.Vest.inflow_per_week", ""),
        ("course.development.hours_per_week.home_care", ""),
        ("course.development.exits.stabilisation.probability", ""),
        ("tariff.weekly_dkk.development", "2026-01-05"),
        ("tariff.weekly_dkk.development", "2027-01-04"),
    ]


def test_range_and_levels_are_kept():
    assert rows()["tariff.weekly_dkk.development", "2027-01-04"].high == 2
    assert rows()["course.development.hours_per_week.home_care", ""].value == (1, 2, 3, 4, 5)


def test_numbers_are_counted_by_status():
    assert by_status(sourced_values(SCENARIO)) == {
        "published": 1,
        "expert": 1,
        "assumed": 1,
        "": 3,
    }
