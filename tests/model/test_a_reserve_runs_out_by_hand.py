"""A team whose reserve is spent: it takes nobody in, is bailed out or merges, as the scenario says.

Each citizen costs 1,000 DKK a week (two hours of 500) and is paid 400, so a citizen in care loses
the team 600 a week. One citizen comes a week, on Mondays, and stays for ever.
"""

import pytest
from by_hand import coming, dated, spells_of, tables, weeks_of

from sim.model.rules.conduct import bail_out, is_spent

EACH_WEEK = dated(*((day, 7 * (day % 7 == 0)) for day in range(28)))
TWO = coming(0, 2)


def town(spent, *, rate=400, syd="", acceptance="", nord=TWO):
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 8
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {nord}
{spent}
[[team]]
name = "Syd"
inflow_per_week = 0
{syd}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 100 }}
hours_per_week = {{ home_care = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 500 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = {rate} }}
{acceptance}
"""


ELSEWHERE = "[acceptance]\nprice_dkk = 5_000"


def test_a_spent_team_takes_nobody_in():
    # Losses 600, 1,800, 3,600 after three weeks: above 2,000 with the third citizen.
    stop = 'reserve_dkk = 2_000\nwhen_spent = "stop"'
    found = tables(town(stop, acceptance=ELSEWHERE, nord=EACH_WEEK))
    assert weeks_of(found, "reserves_spent", "Nord") == [0, 0, 1, 0, 0, 0, 0, 0]
    assert weeks_of(found, "closed", "Nord") == [0, 0, 0, 1, 1, 1, 1, 1]
    assert weeks_of(found, "declined", "Nord") == [0, 0, 0, 1, 0, 0, 0, 0]
    assert weeks_of(found, "outside_declined_dkk", "Nord")[3] == 5_000
    assert len(spells_of(found, "citizen")) == 3
    assert weeks_of(found, "closed", "Syd") == [0] * 8


def test_it_opens_again_when_it_has_made_up_for_it():
    stop = 'reserve_dkk = 1_000\nwhen_spent = "stop"'
    dear = "[{ from = 2026-01-05, value = 400 }, { from = 2026-01-12, value = 1_400 }]"
    found = tables(town(stop, rate=dear, acceptance=ELSEWHERE))
    # 2 x 600 lost in the first week, 2 x 400 won in each that follows.
    assert weeks_of(found, "closed", "Nord") == [0, 1, 0, 0, 0, 0, 0, 0]


def test_a_bail_out_pays_what_was_lost_and_is_an_account_of_its_own():
    found = tables(town('reserve_dkk = 3_000\nwhen_spent = "bail_out"'))
    # 1,200 a week: 3,600 after three weeks, and again after three more.
    paid = [0, 0, 3_600, 0, 0, 3_600, 0, 0]
    assert weeks_of(found, "outside_bail_out_dkk", "Nord") == paid
    assert weeks_of(found, "borne_by_municipality_dkk", "Nord") == paid
    assert weeks_of(found, "reserves_spent", "Nord") == [0, 0, 1, 0, 0, 1, 0, 0]
    assert weeks_of(found, "deviation_dkk", "Nord") == [-1_200] * 8
    assert weeks_of(found, "closed", "Nord") == [None] * 8


@pytest.mark.parametrize("name", ["", 'merges_with = "Syd"'])
def test_a_merger_sends_all_who_come_to_the_other_team(name):
    merge = f'reserve_dkk = 2_000\nwhen_spent = "merge"\n{name}'
    found = tables(town(merge, nord=EACH_WEEK))
    assert weeks_of(found, "reserves_spent", "Nord") == [0, 0, 1, 0, 0, 0, 0, 0]
    assert weeks_of(found, "closed", "Nord") == [0, 0, 0, 1, 1, 1, 1, 1]
    assert weeks_of(found, "taken_over", "Syd") == [0, 0, 0, 1, 0, 0, 0, 0]
    teams = [team for (team,) in spells_of(found, "team")]
    assert (teams.count("Nord"), teams.count("Syd")) == (3, 1)


def test_the_team_joined_answers_for_the_losses_of_both():
    merge = 'reserve_dkk = 2_000\nwhen_spent = "merge"'
    saved = 'reserve_dkk = 4_000\nwhen_spent = "bail_out"'
    found = tables(town(merge, syd=saved).replace("weeks = 8", "weeks = 6"))
    # Nord loses 1,200 a week and merges after two weeks, at 2,400; both have lost 4,800 after four.
    assert weeks_of(found, "reserves_spent", "Nord") == [0, 1, 0, 0, 0, 0]
    paid = weeks_of(found, "outside_bail_out_dkk", "Syd")
    assert [value for value in paid if value] == [4_800]


def test_nobody_is_left_to_join_a_circle():
    merge = 'reserve_dkk = 1\nwhen_spent = "merge"'
    found = tables(town(merge, syd=merge))
    assert sum(weeks_of(found, "reserves_spent")) == 1


def test_a_larger_reserve_lasts_longer():
    last = [
        weeks_of(
            tables(town(f'reserve_dkk = {size}\nwhen_spent = "bail_out"')), "reserves_spent", "Nord"
        )
        for size in (2_000, 4_000, 8_000)
    ]
    assert [weeks.index(1) for weeks in last] == [1, 3, 6]


def test_the_rules_by_hand():
    assert is_spent(-101, 100.0)
    assert not is_spent(-100, 100.0)
    assert bail_out(-700) == 700
    assert bail_out(5) == 0


def test_who_comes_back_to_the_team_joined_was_paid_by_the_first_until_then():
    # With Nord for nine days, back two days later in the same week: Nord's two days of it at 400.
    merge = 'reserve_dkk = 500\nwhen_spent = "merge"'
    text = town(merge, nord=coming(0), syd="rate = { home = 1_050 }")
    for old, new in (
        ("weeks = 8", "weeks = 2"),
        ("mean_weeks = 100", "mean_weeks = 1.2857"),
        ('{ to = "dead", probability = 1 }', '{ to = "self_reliant", probability = 1 }'),
        ("[prices]", _BACK_AFTER_TWO_DAYS + "[prices]"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    lived = spells_of(tables(text), "team", "start_day", "end_day", "revenue_dkk")
    assert lived == [("Nord", 0, 9, 514.29), ("Syd", 11, None, 450)]


_BACK_AFTER_TWO_DAYS = """[relapse]
probability = 1
after = { distribution = "fixed", mean_weeks = 0.2857 }
to = "home"
"""
