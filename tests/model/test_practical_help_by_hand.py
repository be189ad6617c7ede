"""Practical help beside personal care: a part of the home care with a price of its own.

The citizen of `one_at_home.py` has 7 hours of home care a week at 60 DKK and 3.5 of nursing at 80,
700 DKK in all. Two fifths of the home care are practical help at 30 DKK: 2.8 hours, 84 DKK less.
"""

import pytest
from by_hand import spells_of, tables, weeks_of
from one_at_home import BY_COURSE, at_home
from small_scenarios import parameters_of_text, scenario_of

from sim.scenario.faults.fault import ScenarioError
from sim.theory.twin import twin

HELP = "[practical_help]\nshare = 0.4\ncost_per_hour_dkk = 30\n"
EVENINGS = "[times]\nhome_care = { evening = 0.5 }\n"


def helped(more, prices="home_care = 60", level=0):
    text = at_home(BY_COURSE, more=more).replace("home_care = 60", prices)
    start = [float(level == at) for at in range(5)]
    return text.replace("[intake]", f"[citizen]\nstart_level = {start}\n[intake]")


def test_its_hours_cost_its_own_price_and_are_told():
    found = tables(helped(HELP))
    assert weeks_of(found, "cost_dkk") == [700 - 84] * 2
    assert weeks_of(found, "practical_help_hours") == [2.8] * 2
    assert weeks_of(found, "home_care_hours") == [7] * 2
    assert spells_of(found, "cost_dkk") == [(2 * (700 - 84),)]


def test_without_it_nothing_is_told_and_care_costs_what_it_did():
    found = tables(helped(""))
    assert weeks_of(found, "cost_dkk") == [700] * 2
    assert weeks_of(found, "practical_help_hours") == [None] * 2


def test_it_may_be_by_level():
    by_level = HELP.replace("0.4", "[0.4, 0.4, 0.4, 0, 1]")
    assert weeks_of(tables(helped(by_level, level=3)), "cost_dkk") == [700] * 2
    assert weeks_of(tables(helped(by_level, level=4)), "cost_dkk") == [700 - 210] * 2


def test_it_has_times_and_prices_of_its_own():
    # Half of the 7 hours in the evening, at 90; of the 2.8 hours of help a quarter, at 50.
    help_in_evenings = HELP.replace("= 30", "= { day = 30, evening = 50 }") + "evening = 0.25\n"
    found = tables(helped(help_in_evenings + EVENINGS, "home_care = { day = 60, evening = 90 }"))
    personal = (3.5 - 2.1) * 60 + (3.5 - 0.7) * 90
    assert weeks_of(found, "cost_dkk") == [pytest.approx(280 + personal + 2.1 * 30 + 0.7 * 50)] * 2


def test_the_twin_takes_it_too():
    found = twin(parameters_of_text(helped(HELP)))
    assert found.total.cost.tolist() == [pytest.approx(100 * 2 * (700 - 84))]
    assert found.leaves_out == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (HELP + EVENINGS.replace("0.5", "0.7"), "more practical help than home care by day"),
        (HELP + "evening = 0.2\n", "more practical help than home care by evening at level 0"),
        (HELP + "evening = 0.7\nweekend = 0.7\n", "evening and weekend add up to more than 1"),
        (HELP.replace("= 30", "= { evening = 30 }"), "cost_per_hour_dkk.day: has no price"),
        (
            HELP.replace("= 30", "= { day = 30, evening = 40 }"),
            "evening: is not used: no",
        ),
    ],
)
def test_what_cannot_be_is_said(more, said):
    with pytest.raises(ScenarioError) as faults:
        scenario_of(helped(more))
    assert said in str(faults.value)
