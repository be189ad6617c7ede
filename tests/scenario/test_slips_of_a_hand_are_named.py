"""What a planner's hand slips into is named, with what to write instead."""

# ruff: noqa: E501 - a fault is one line

import pytest

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario

SLIPS = {
    "a decimal comma in a table": (
        ("mean_weeks = 8, sd_weeks = 4 }", "mean_weeks = 8, sd_weeks = 4,5 }"),
        "has a decimal comma, 4,5; write 4.5",
    ),
    "typographic quotes": (
        ('title = "A sound scenario"', "title = \u201cA sound scenario\u201d"),
        'has a typographic quotation mark, \u201c; write straight ones, "text"',
    ),
    "a no-break space": (
        ("weeks = 104", "weeks =\u00a0104"),
        "has a no-break space; write an ordinary space in its place",
    ),
    "a thousands space": (
        ("mean_weeks = [50, 40, 30, 20, 10]", "mean_weeks = [1 050, 40, 30, 20, 10]"),
        "has a space within a number, 1 050; write 1050",
    ),
    "a bracket too few": (
        ('[[team]]\nname = "Syd"', '[team]\nname = "Syd"'),
        "[team] stands beside [[team]]; write [[team]] above each of them",
    ),
    "a header without quotes": (
        ("[intake]", "[run.initial.Østby]\n[intake]"),
        'a name with other letters than a to z stands without quotes; write [run.initial."Østby"]',
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_the_slip_is_named(slip, changed):
    piece, said = slip
    (only,) = changed(piece)
    assert only.endswith(f": syntax: is not TOML: {said}")


@pytest.mark.parametrize("text", ["\u201c", "1 000", "4,5"])
def test_what_stands_in_quotes_is_no_slip(text, changed):
    (only,) = changed(("weeks = 104", f'weeks = = "{text}"'))
    assert "is not TOML: invalid value" in only


def test_decimal_commas_in_a_list_are_named(changed):
    (only,) = changed(("home_care = 4.0", "home_care = [0,5, 1,0, 3,0, 8,0, 14,0]"))
    assert only.endswith(
        "a decimal comma makes two values of one; write decimals with a point: "
        "[0.5, 1.0, 3.0, 8.0, 14.0]"
    )


def test_a_decimal_comma_in_some_of_a_list_is_named(changed):
    (only,) = changed(("home_care = 4.0", "home_care = [0,5, 1, 3, 8, 14]"))
    assert "has 6" in only
    assert "a decimal comma makes two values of one" in only


def test_a_course_renamed_in_one_place_is_one_fault(changed):
    (only,) = changed(('name = "development"', 'name = "genoptræning"'))
    assert only == (
        's.toml:17:1: intake.development: "development" is not a course, in 3 places (lines 17, 48, 55); '
        'did you rename development? Write "genoptræning" there too, or name the course "development" again'
    )


def test_a_misspelt_course_is_still_a_fault_of_its_own(changed):
    (only,) = changed(('to = "development"', 'to = "developmnt"'))
    assert 'did you mean "development"?' in only


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[reform]\nname = 1", "s.toml:2:2: reform: this is a reform of rates, no scenario; run forloeb reform s.toml"),
        ("[plan]\nname = 1", "s.toml:2:2: plan: this is a support plan, no scenario; run forloeb plan s.toml"),
        ("[tariff]\nindexation_share = 0.1", 's.toml:1:1: file: has no team and no course: it is part of a scenario; write extends = "base.toml" in it, or name both files: base.toml+s.toml'),
    ],
)  # fmt: skip
def test_what_is_no_scenario_is_said_in_one_line(text, said, written):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written(f"schema = 1\n{text}\n"), ["run.weeks=3"])
    assert str(caught.value) == said


def test_a_time_of_day_that_is_none_leaves_the_others_right(changed):
    (only,) = changed(("home_care = 450,", "home_care = { day = 450, night = 600 },"))
    assert only.endswith('night: is not known here; use one of "day", "evening", "weekend"')
