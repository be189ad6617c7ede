"""One reading tells every fault: sorted, each once, and none hidden by another."""

from sim.scenario.faults.fault import Fault, ScenarioError


def test_a_reference_fault_does_not_vanish_because_a_field_has_the_wrong_type(changed):
    said = changed(
        ("weeks = 104", 'weeks = "104"'),
        ("hours_sd = 3.0", "hours_sd = true"),
        ("development = 2700", "developement = 2700"),
        ('to = "stabilisation", probability = 0.5', 'to = "stabilisation", probability = 0.6'),
    )
    assert [line.split(": ")[1] for line in said] == [
        "run.weeks",
        "course.development.hours_sd",
        "course.development.exits",
        "tariff.weekly_dkk.developement",
    ]


def test_faults_are_in_the_order_of_the_file(changed):
    said = changed(
        ("weeks = 104", "weeks = 0"),
        ("inflow_per_week = 4.0", "inflow_per_week = -4.0"),
        ("mean_weeks = 0.7", "mean_weeks = -0.7"),
        ("home_care = 450", "home_care = -450"),
    )
    lines = [int(line.split(":")[1]) for line in said]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_a_fault_that_holds_on_every_date_is_told_once(changed):
    dated = "[{ from = 2026-01-05, value = 4 }, { from = 2026-06-01, value = 5 }]"
    said = changed(
        ("inflow_per_week = 4.0", f"inflow_per_week = {dated}"),
        ("development = 0.9", "development = 0.8"),
        ("hours_sd = 3.0", "hours_sd = -3.0"),
    )
    assert [line.split(": ")[1] for line in said] == ["intake", "course.development.hours_sd"]


def test_a_misspelt_key_is_not_also_told_as_missing(changed):
    (line,) = changed(("inflow_per_week = 4.0", "inflow_per_weak = 4.0"))
    assert line == (
        's.toml:10:1: team.Nord.inflow_per_weak: is not known here; did you mean "inflow_per_week"?'
    )


def test_the_error_is_its_faults_one_a_line():
    first = Fault("a.toml", 2, 1, "run.seed", "is odd", "make it even")
    second = Fault("a.toml", 10, 1, "run.weeks", "is missing", "add it")
    error = ScenarioError([second, first, second])
    assert error.faults == (first, second)
    assert str(error) == (
        "a.toml:2:1: run.seed: is odd; make it even\na.toml:10:1: run.weeks: is missing; add it"
    )


def test_a_key_or_file_cannot_break_the_line():
    fault = Fault("a\nb.toml", 1, 1, "x", "is odd", "drop it")
    assert str(fault) == "a\\nb.toml:1:1: x: is odd; drop it"
