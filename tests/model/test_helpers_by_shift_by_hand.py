"""A person works one shift: helpers of day, evening and weekend are others.

One citizen of 7 hours a week, in visits of half an hour: 28 in 14 days, half of them by day and a
quarter each in evenings and at weekends. Of ten persons five, three and two work then.
"""

import pytest
from by_hand import AS_EXPECTED, tables, weeks_of
from one_at_home import HOME, at_home

from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario

FREE = 'kind = "block"\nbudget_dkk_per_week = 0\n'
ALONE = HOME.replace(", nursing = 3.5", "")
CONTINUITY = """[continuity]
visit_minutes = 30
staff = 10
contact_person_share = 0.4
"""
TIMES = "[times.home_care]\nevening = 0.25\nweekend = 0.25\n"
SHIFTS = 'by = "shift"\nshift_staff = { day = 0.5, evening = 0.3, weekend = 0.2 }\n'


def helpers(visits, persons, contact=0.4):
    others = (1 - contact) / (persons - 1)
    return 1 - (1 - contact) ** visits + (persons - 1) * (1 - (1 - others) ** visits)


def index(persons, contact=0.4):
    return contact**2 + (1 - contact) ** 2 / (persons - 1)


def seen(more, courses=ALONE):
    text = at_home(FREE, courses=courses, more=more).replace(", nursing = 80", "")
    found = tables(text if "nursing" not in courses else at_home(FREE, courses=courses, more=more))
    return weeks_of(found, "helpers_14_days")[0], weeks_of(found, "continuity_index")[0]


def test_each_shift_has_helpers_of_its_own():
    # Of two persons the contact person takes an equal share, a half.
    wanted = helpers(14, 5) + helpers(7, 3) + helpers(7, 2, 0.5)
    alike = 0.5**2 * index(5) + 0.25**2 * index(3) + 0.25**2 * 0.5
    assert seen(TIMES + CONTINUITY + SHIFTS) == pytest.approx((wanted, alike), abs=6e-4)


def test_an_own_rule_says_what_a_shift_adds_to_the_index():
    own = AS_EXPECTED._replace(continuity_of_shift=lambda share, _index: share / 4)
    text = at_home(FREE, courses=ALONE, more=TIMES + CONTINUITY + SHIFTS)
    assert weeks_of(tables(text.replace(", nursing = 80", ""), own), "continuity_index")[0] == 0.25


def test_one_shift_is_the_formula_without_shifts():
    assert seen(CONTINUITY + 'by = "shift"\n') == seen(CONTINUITY)


def test_without_shares_the_staff_work_as_the_hours_fall():
    stated = 'by = "shift"\nshift_staff = { day = 0.5, evening = 0.25, weekend = 0.25 }\n'
    assert seen(TIMES + CONTINUITY + 'by = "shift"\n') == seen(TIMES + CONTINUITY + stated)


def test_more_hours_bring_more_helpers_and_a_lower_index():
    by_level = (
        "[times.home_care]\nevening = [0, 0, 0.1, 0.2, 0.3]\nweekend = [0, 0, 0.1, 0.2, 0.3]\n"
    )
    shifts = 'by = "shift"\nshift_staff = { day = 0.5, evening = 0.25, weekend = 0.25 }\n'
    more = by_level + CONTINUITY.replace("10", "20") + shifts
    found = []
    for level, hours in ((1, 1), (2, 7), (4, 21)):
        at = ", ".join("1" if number == level else "0" for number in range(5))
        start = f"[citizen]\nstart_level = [{at}]\n"
        courses = ALONE.replace("home_care = 7", f"home_care = {hours}")
        found.append(seen(start + more, courses))
    assert found[0][0] < found[1][0] < found[2][0]
    assert found[0][1] > found[1][1] > found[2][1]


STAFF = """[staff]
full_time_equivalents = { helper = 6, assistant = 2, nurse = 2 }
temporary_share = 0
temporary_premium = 1
gives = { home_care = ["helper", "assistant"], nursing = ["nurse", "assistant"] }
"""
PROFESSIONS = "".join(
    f"[staff.professions.{name}]\npay_per_hour_dkk = 1\nabsence_share = 0\nuser_facing_share = 1\n"
    for name in ("helper", "assistant", "nurse")
)


def test_a_profession_belongs_to_the_service_that_it_is_named_first_for():
    import tomllib

    text = at_home(FREE, more=STAFF + PROFESSIONS + CONTINUITY + 'by = "shift"\n')
    encounters = parameters_of(restored_scenario(tomllib.loads(text), "shift.toml")).encounters
    # Eight tenths of the ten persons give home care, assistants with them; two tenths nursing.
    assert encounters.shift_group.tolist()[:2] == [0, 1]
    assert encounters.shift_persons[0, 0, :2, 0].tolist() == [8, 2]
