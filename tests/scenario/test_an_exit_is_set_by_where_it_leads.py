"""`course.NAME.exits.TO` makes one exit more or less likely; the others keep their proportions."""

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import changed_scenario

SCENARIO = scenario_of(FOUR_WEEKS)


def exits(key, value, scenario=SCENARIO):
    (name,) = (part for part in key.split(".")[1:2])
    changed = changed_scenario(scenario, {key: value})
    (course,) = (one for one in changed.values.course if one.name == name)
    return [way.probability for way in course.exits]


def test_the_others_share_what_is_left_as_before():
    # 0.45, 0.03 and 0.52: what is not 0.52 was 0.48 and is 0.40, five sixths of it.
    after = exits("course.development.exits.self_reliant", 0.6)
    assert after == pytest.approx([0.45 * 5 / 6, 0.03 * 5 / 6, 0.6], abs=1e-15)


def test_a_text_says_the_same():
    changed = changed_scenario(SCENARIO, "course.development.exits.self_reliant=0.6")
    assert (
        changed.values
        == changed_scenario(SCENARIO, {"course.development.exits.self_reliant": 0.6}).values
    )


def test_one_number_a_level():
    after = exits("course.stabilisation.exits.dead", [0.6, 0.6, 0.5, 0.5, 1.0])
    assert after[1] == pytest.approx([0.4, 0.4, 0.5, 0.5, 0.0])


def test_beside_a_dose_what_is_stated_adds_up_as_before():
    text = FOUR_WEEKS.replace(
        '{ to = "self_reliant", probability = 0.52 },\n]',
        '{ to = "self_reliant" },\n]\ndose = { p_max = 0.6, tau_weeks = 6 }',
    )
    dosed = scenario_of(text)
    after = exits("course.development.exits.stabilisation", 0.40, dosed)
    assert after[:2] == pytest.approx([0.40, 0.08])
    with pytest.raises(ScenarioError, match="the dose decides it; set the course's dose"):
        exits("course.development.exits.self_reliant", 0.5, dosed)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("course.development.exits.home", 0.5, "is not an exit of the course; write one of"),
        ("course.development.exits.self_reliant", 1.5, "must be at most 1, is 1.5"),
        (
            "course.individual.exits.dead",
            0.5,
            "is the only exit; set the course's exits as a whole",
        ),
        ("course.development.exits.self_reliant", "often", "must be a number"),
        ("course.development.exits.self_reliant", -0.1, "must be 0 or more, is -0.1; check the"),
    ],
)
def test_what_cannot_be_set_says_why(key, value, said):
    with pytest.raises(ScenarioError, match=said) as raised:
        exits(key, value)
    (line,) = str(raised.value).splitlines()
    assert line.startswith("--set:1:")
    assert value != 1.5 or f"{key}: must be at most 1, is 1.5; check the unit" in line
