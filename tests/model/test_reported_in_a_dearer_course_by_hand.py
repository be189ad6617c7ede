"""Re-labelling: the dearer course is paid, the own one is given, and it takes hours of the staff.

The citizen of `one_at_home.py` is reported in a course that pays 1400 a week in place of 700. It
takes 1.4 hours a week, 12 minutes a day, at 60 an hour: 112 a day instead of 100.
"""

import pytest
from by_hand import spells_of, state_after, tables, weeks_of
from one_at_home import at_home, followed_by

from sim.model.state import SPELLS

RATES = """kind = "course_rates"
weekly_dkk = { home = 700, dearer = 1400 }
lump_sum_dkk = { home = 50, dearer = 90 }
"""


COURSES = followed_by("dearer")


def relabelled(share, *, found=0.0, citizens=1, courses=COURSES):
    audit = f"found_share = {found}\npenalty_dkk = 1_000" if found else ""
    return at_home(
        RATES,
        citizens=citizens,
        team=f"levers = {{ relabel_share = {share} }}",
        courses=courses,
        more=f"""[behaviour.relabel]
courses = {{ home = "dearer" }}
hours_per_week = 1.4
{audit}
""",
    )


def test_the_dearer_course_is_paid_with_its_lump_sum():
    found = tables(relabelled(1))
    assert weeks_of(found, "revenue_dkk") == [1_400 + 90, 1_400]
    assert spells_of(found, "course", "paid_course") == [("home", "dearer")]


def test_its_hours_are_booked_as_home_care():
    found = tables(relabelled(1))
    assert weeks_of(found, "home_care_hours") == [7 + 1.4] * 2
    assert weeks_of(found, "cost_dkk") == [7 * 112] * 2


def test_nobody_is_reported_so_at_a_share_of_nought():
    found = tables(relabelled(0))
    assert weeks_of(found, "revenue_dkk") == [700 + 50, 700]
    assert weeks_of(found, "cost_dkk") == [700, 700]


def test_who_is_found_is_paid_as_what_they_are_less_a_penalty_and_takes_no_hours():
    found = tables(relabelled(1, found=1.0))
    assert weeks_of(found, "penalty_dkk") == [1_000, 0]
    assert weeks_of(found, "revenue_dkk") == [700 + 50 - 1_000, 700]
    assert weeks_of(found, "cost_dkk") == [700, 700]
    assert spells_of(found, "paid_course", "revenue_dkk") == [("home", 450)]


def those_relabelled(share):
    state = state_after(relabelled(share, citizens=400))
    rows = slice(int(state.rows[SPELLS]))
    is_so = state.spells.course[rows] != state.spells.paid_course[rows]
    return set(state.spells.citizen[rows][is_so].tolist())


def test_a_larger_share_reports_the_same_citizens_and_more():
    # Binomial: four standard errors of 400 x 0.5 are 40, of 400 x 0.2 they are 32.
    few, many = those_relabelled(0.2), those_relabelled(0.5)
    assert few < many < those_relabelled(1.0)
    assert abs(len(few) - 80) <= 32
    assert abs(len(many) - 200) <= 40
    assert len(those_relabelled(1.0)) == 400


def test_found_are_as_many_as_the_share_says_of_those_reported():
    state = state_after(relabelled(1, found=0.3, citizens=400))
    assert abs(state.spells.is_found[: int(state.rows[SPELLS])].sum() - 120) <= 4 * 9.2


def test_an_audit_finds_more_of_those_reported_the_larger_their_share():
    # Two audits that each find a spell with 0.6 x 0.5: 1 - 0.7² = 0.51 of about 200.
    text = relabelled(0.5, citizens=400) + "[audit_risk]\naudits_per_year = 2\n"
    state = state_after(text + "found_per_audit = 0.6\n")
    rows = slice(int(state.rows[SPELLS]))
    found = int(state.spells.is_found[rows].sum())
    kept = int((state.spells.course[rows] != state.spells.paid_course[rows]).sum())
    assert found + kept == len(those_relabelled(0.5))
    assert abs(found - 0.51 * (found + kept)) <= 4 * 7.1


def test_a_citizen_stays_reported_so_at_a_new_level():
    # A level worse after three days: the same course, and still the dearer one is paid.
    worse = COURSES.replace(
        "mean_weeks = 9 }", f"mean_weeks = [{3 / 7}, 9, 9, 9, 9] }}", 1
    ).replace(
        'to = "dearer", probability = 1',
        "to = { level_change = 1 }, probability = [1, 0, 0, 0, 0] }, "
        '{ to = "dearer", probability = [0, 1, 1, 1, 1]',
    )
    text = relabelled(1, courses=worse).replace("lump_sum_dkk = { home = 50, dearer = 90 }", "")
    found = tables(text.replace("[intake]", "[citizen]\nstart_level = [1, 0, 0, 0, 0]\n[intake]"))
    assert spells_of(found, "level", "paid_course", "revenue_dkk") == [
        (0, "dearer", 600),
        (1, "dearer", 800 + 1_400),
    ]


def test_care_follows_the_own_course_whatever_is_reported():
    first, dearer = COURSES.split('name = "dearer"')
    richer = dearer.replace("home_care = 7", "home_care = 70")
    found = tables(relabelled(1, courses=f'{first}name = "dearer"{richer}'))
    assert weeks_of(found, "home_care_hours") == [8.4, 8.4]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_lives_are_the_same(share):
    found = tables(relabelled(share))
    assert spells_of(found, "course", "start_day", "end_day") == [("home", 0, None)]
