import pytest
from small_scenarios import THREE_COURSES, scenario_of

from sim.scenario.faults.fault import ScenarioError

DATED = "[{ from = 2026-01-05, value = 1 }, { from = 2026-01-12, value = 2 }]"


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("", f"[benefit_dkk]\nlevel_week = {DATED}\n", "benefit_dkk.level_week"),
        (
            "",
            f"[behaviour.levers]\neffort = {{ low = 0.5, high = {DATED} }}\n",
            "behaviour.levers.effort.high",
        ),
        (f"levers = {{ effort = {DATED} }}\n", "", r"team.\w+.levers.effort"),
    ],
    ids=["a number in a table of numbers", "a number of a table", "a team's lever"],
)
def test_a_value_by_date_is_a_fault(before, after, key):
    text = THREE_COURSES.replace("[[team]]\n", f"[[team]]\n{before}", 1) + after
    with pytest.raises(ScenarioError, match=f"{key}: cannot change by date; give one value"):
        scenario_of(text)
