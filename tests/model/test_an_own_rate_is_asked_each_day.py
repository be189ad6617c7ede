"""A rate that changes from day to day: by hand, by the SimPy engine and by the twin.

test_compiled_under_odd_rules.py asks the compiled engine the same.

One citizen comes on Monday, is paid 1,400 DKK a week, 200 a day, and stays beyond the run.

  unpaid for the first 3 days   0 0 0 200 200 200 200 = 800, then 7 x 200 = 1,400
  falling by 1/14 a day         200 x (14 + 13 + ... + 8) / 14 = 1,100,
                                then 200 x (7 + ... + 1) / 14 = 400
"""

import pytest
from by_hand import AS_EXPECTED, dated, tables, weeks_of
from one_at_home import BY_COURSE, HOME, at_home
from small_scenarios import parameters_of_text

from sim.model.rulebook import STANDARD_RULES
from sim.theory.twin import twin

PAID = BY_COURSE.replace("2100", "1400")
STEPS_DOWN = "step_down = { home = { after_weeks = 30, weekly_dkk = 0 } }\n"


def by_the_day(days, rates):
    """The first 3 days unpaid; where the rate steps down, it falls by 1/14 a day instead."""
    if rates.step_down_after_days > 10_000:
        return 0.0 if days < 3 else rates.weekly_ore
    return rates.weekly_ore * max(0.0, 14.0 - days) / 14.0


OWN = AS_EXPECTED._replace(weekly_rate=by_the_day)
CASES = pytest.mark.parametrize(
    ("text", "paid"), [(at_home(PAID), [800, 1_400]), (at_home(PAID + STEPS_DOWN), [1_100, 400])]
)


@CASES
def test_the_simpy_engine_pays_what_the_hand_finds(text, paid):
    assert weeks_of(tables(text, OWN), "revenue_dkk") == paid


@CASES
def test_the_twin_pays_what_the_hand_finds_and_leaves_nothing_out(text, paid):
    rules = STANDARD_RULES._replace(weekly_rate=by_the_day)
    found = twin(parameters_of_text(text, rules), rules)
    assert found.leaves_out == []
    assert [float(week.revenue[0]) / 100 for week in found.weekly] == pytest.approx(paid)


def test_days_count_from_the_day_on_which_the_course_begins():
    # Comes on Thursday: days 0-2 unpaid, one day at 200 in the first week.
    assert weeks_of(tables(at_home(PAID, day=3), OWN), "revenue_dkk") == [200, 1_400]


def test_the_amount_of_a_date_holds_from_that_day_on():
    # 200 a day up to Wednesday, 400 from Thursday on; the first 3 days unpaid.
    by_date = PAID.replace("1400", dated((0, 1_400), (3, 2_800)))
    assert weeks_of(tables(at_home(by_date), OWN), "revenue_dkk") == [4 * 400, 7 * 400]


def test_each_level_and_course_is_asked_by_its_own_clock():
    # Four days in the first course: 0 0 0 200; the second one's clock begins anew: 0 0 0, and
    # then 100 a day.
    first = HOME.replace("mean_weeks = 9", f"mean_weeks = {4 / 7}").replace('"dead"', '"then"')
    courses = first + HOME.replace('"home"', '"then"')
    paid = PAID.replace("}", ", then = 700 }")
    found = tables(at_home(paid, courses=courses), OWN)
    assert weeks_of(found, "revenue_dkk") == [200, 7 * 100]
