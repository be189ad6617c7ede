"""One place in a nursing home, day by day, with everything certain.

Every resident stays exactly the mean, ten days. The one who lives there on day 0 leaves on day 10.

Anna   at home from day 0, asks for a place on Thursday, day 3, and waits
Bo     at home from day 2, asks on day 5
Carla  at home from day 5, asks on day 8

  day 10  the place falls free: Anna, who has waited longest, moves in; she leaves on day 20
  day 19  Bo has waited 14 days, as long as anyone may: a place elsewhere, until day 29
  day 20  Anna leaves: Carla, the only one who still waits, moves in until day 30

A day in a nursing home costs the municipality 1000 DKK, from the day of moving in; in the weeks
from day 0, 7, 14, 21 and 28 on that is, for Anna 0, 4, 6, 0, 0 days, for Bo 0, 0, 2, 7, 1, for
Carla 0, 0, 1, 7, 2.
"""

import pytest
from by_hand import AS_EXPECTED, CERTAIN, coming, dated, spells_of, tables, team_names, weeks_of
from places_asked_for import ANNA_LEVEL, BO_LEVEL, TWO_ASK_FOR_ONE_PLACE
from small_scenarios import logged, parameters_of_text

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 5
initial = "empty"
[citizen.start_level]
first_contact = [1, 0, 0, 0, 0]
hospital_discharge = [0, 0, 1, 0, 0]
temporary_place = [0, 0, 0, 0, 1]
[[team]]
name = "Anna"
inflow_per_week = {{ first_contact = {coming(0)} }}
[[team]]
name = "Bo"
inflow_per_week = {{ hospital_discharge = {coming(2)} }}
[[team]]
name = "Carla"
inflow_per_week = {{ temporary_place = {coming(5)} }}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {3 / 7} }}
exits = [{{ to = "nursing_home", probability = 1 }}]
[[course]]
name = "waiting"
kind = "waiting"
stay = {{ distribution = "fixed", mean_weeks = 2 }}
exits = [{{ to = "nursing_home", probability = 1 }}]
[nursing_home]
places = 1
occupied = 1
mean_stay_weeks = {10 / 7}
[prices.outside]
nursing_home_day_dkk = 1000
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0, waiting = 0 }}
"""
ANNA, BO, CARLA = "Anna", "Bo", "Carla"


def waits(text, rules=CERTAIN):
    """Who waited from which day to which, and where that ended."""
    rows = spells_of(tables(text, rules), "course", "team", "start_day", "end_day", "exit")
    return {team: row for course, team, *row in rows if course == "waiting"}


def resident_days(text, rules=CERTAIN):
    found = tables(text, rules)
    return {
        team: [cost / 1_000 for cost in weeks_of(found, "outside_nursing_home_dkk", team)]
        for team in (ANNA, BO, CARLA)
    }


def events(text, *kinds, rules=CERTAIN):
    """(day, kind, whose) of some events; nobody's where no team's citizen is meant."""
    names = team_names(text)
    return [
        (row.day, row.event, names[row.team] if row.citizen >= 0 else None)
        for row in logged(parameters_of_text(text, rules), rules)
        if row.event in kinds
    ]


def test_the_longest_wait_ends_first():
    assert waits(SCENARIO) == {
        ANNA: [3, 10, "nursing_home"],
        BO: [5, 19, "nursing_home"],
        CARLA: [8, 20, "nursing_home"],
    }


def test_a_resident_costs_every_day_from_moving_in_to_the_day_before_leaving():
    assert resident_days(SCENARIO) == {
        ANNA: [0, 4, 6, 0, 0],
        BO: [0, 0, 2, 7, 1],
        CARLA: [0, 0, 1, 7, 2],
    }


def test_residents_leave_and_the_place_is_offered_on_the_same_day():
    assert events(SCENARIO, "resident_left", "place_offered", "stay_ended") == [
        (3, "stay_ended", ANNA),
        (5, "stay_ended", BO),
        (8, "stay_ended", CARLA),
        (10, "resident_left", None),
        (10, "place_offered", ANNA),
        (19, "stay_ended", BO),
        (20, "resident_left", ANNA),
        (20, "place_offered", CARLA),
        (29, "resident_left", BO),
        (30, "resident_left", CARLA),
    ]


def test_a_place_elsewhere_falls_free_for_nobody_here():
    # Of those places no one is offered when Bo's ends on day 29, so Carla's is the only one that
    # falls free after day 20: a fourth citizen, who asks on day 24, waits until day 30.
    text = SCENARIO.replace(coming(0), dated((0, 7), (1, 0), (21, 7), (22, 0)))
    rows = spells_of(tables(text, CERTAIN), "course", "start_day", "end_day")
    assert ("waiting", 24, 30) in rows


def test_who_no_longer_waits_stands_in_nobodys_way():
    # Bo gets a place elsewhere on day 9, after four days. Anna asks on day 10, on which the place
    # falls free, and nobody is before her.
    text = SCENARIO.replace("mean_weeks = 2 }", f"mean_weeks = {4 / 7} }}")
    text = text.replace(coming(0), coming(7)).replace(coming(5), coming(20))
    assert waits(text) == {BO: [5, 9, "nursing_home"]}
    assert resident_days(text)[ANNA] == [0, 4, 6, 0, 0]


def test_who_asks_when_a_place_is_free_does_not_wait():
    text = SCENARIO.replace("occupied = 1", "occupied = 0").replace("places = 1", "places = 3")
    assert waits(text) == {}
    # Moving in on days 3, 5 and 8 for ten days each.
    assert resident_days(text) == {
        ANNA: [4, 6, 0, 0, 0],
        BO: [2, 7, 1, 0, 0],
        CARLA: [0, 6, 4, 0, 0],
    }


def test_without_a_limit_nobody_waits():
    text = SCENARIO.replace("places = 1\noccupied = 1\n", "")
    assert resident_days(without_waiting(text)) == {
        ANNA: [4, 6, 0, 0, 0],
        BO: [2, 7, 1, 0, 0],
        CARLA: [0, 6, 4, 0, 0],
    }


def without_waiting(text):
    """The scenario without the course of those who wait, which nobody can reach then."""
    start, end = text.index('[[course]]\nname = "waiting"'), text.index("[nursing_home]")
    return (text[:start] + text[end:]).replace(", waiting = 0", "")


def test_places_that_open_on_a_date_are_offered_on_that_day():
    # Two more places from Wednesday, day 9: Anna and Bo move in, Carla on day 10.
    text = SCENARIO.replace("places = 1\n", f"places = {dated((0, 1), (9, 3))}\n")
    assert {who: end for who, (_, end, _) in waits(text).items()} == {ANNA: 9, BO: 9, CARLA: 10}


def test_places_that_close_leave_their_residents_where_they_are():
    # No place from day 5 on: whoever leaves, nobody follows, and all wait as long as they may.
    text = SCENARIO.replace("places = 1\n", f"places = {dated((0, 1), (5, 0))}\n")
    assert {who: end for who, (_, end, _) in waits(text).items()} == {ANNA: 17, BO: 19, CARLA: 22}


def test_a_longest_wait_that_ends_when_a_place_falls_free_takes_it_from_nobody():
    # Residents stay nine days and nobody waits for more than 13: the place of day 9 is Anna's
    # until day 18. That day Bo, who asked on day 5, gets a place elsewhere, and the free one is
    # Carla's, who asked on day 8 and would wait until day 21.
    text = SCENARIO.replace("mean_stay_weeks = 1.4285714285714286", f"mean_stay_weeks = {9 / 7}")
    text = text.replace("mean_weeks = 2 }", f"mean_weeks = {13 / 7} }}")
    assert waits(text) == {
        ANNA: [3, 9, "nursing_home"],
        BO: [5, 18, "nursing_home"],
        CARLA: [8, 18, "nursing_home"],
    }
    # Nobody follows Bo, whose place elsewhere falls free on day 27, as Carla's here does.
    assert events(text, "stay_ended", "place_offered")[-2:] == [
        (18, "stay_ended", BO),
        (18, "place_offered", CARLA),
    ]


def two_ask(rules):
    """Level and exit of the stays at home, and level and days of those who wait."""
    rows = spells_of(
        tables(TWO_ASK_FOR_ONE_PLACE, rules), "course", "level", "start_day", "end_day", "exit"
    )
    home = {level: left for course, level, *_, left in rows if course == "home"}
    return home, [(level, *days) for course, level, *days, _ in rows if course == "waiting"]


def test_of_two_who_ask_on_one_day_the_rule_says_who_is_first():
    # Day 3: one moves in at once, the other waits from that day for as long as anyone may.
    for sign, first, second in ((1, ANNA_LEVEL, BO_LEVEL), (-1, BO_LEVEL, ANNA_LEVEL)):
        rules = AS_EXPECTED._replace(place_order=lambda _since, level, _u, s=sign: s * level)
        home, waiting = two_ask(rules)
        assert home == {first: "nursing_home", second: "waiting"}
        assert waiting == [(second, 3, 10)]


def test_of_two_who_ask_on_one_day_lots_decide_by_the_standard_rule():
    parameters = parameters_of_text(TWO_ASK_FOR_ONE_PLACE, CERTAIN)
    first = set()
    for seed in range(12):
        log = logged(parameters, CERTAIN, seed=seed)
        (placed,) = [row.level for row in log if row.event == "place_offered"]
        (denied,) = [row.level for row in log if row.event == "place_denied"]
        assert {placed, denied} == {ANNA_LEVEL, BO_LEVEL}
        first.add(placed)
    assert first == {ANNA_LEVEL, BO_LEVEL}


WITH_HAZARD = """mean_weeks = 2 }
hazards_per_week = { TO = [1.1666666666666667, 0, 0, 0, 0] }
"""
"""Strikes those who wait at level 0, which is Anna's, after six days."""


def test_a_place_goes_to_nobody_who_has_died_waiting():
    text = SCENARIO.replace("mean_weeks = 2 }\n", WITH_HAZARD.replace("TO", "dead"))
    assert waits(text) == {
        ANNA: [3, 9, "dead"],
        BO: [5, 10, "nursing_home"],
        CARLA: [8, 20, "nursing_home"],
    }


def test_days_in_hospital_do_not_count_as_waited_and_take_no_waited_day_away():
    # Anna goes to hospital on day 9, after six days of waiting, and is back on day 17, as if she
    # had asked on day 11. So Bo has the place of day 10, and on day 20 she is before Carla, who
    # asks on day 12 here and waits as long as she may.
    text = SCENARIO.replace("mean_weeks = 2 }\n", WITH_HAZARD.replace("TO", "hospital"))
    hospital = f"""[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = {8 / 7} }}
exits = [{{ to = "resume", probability = 1 }}]
[nursing_home]"""
    text = text.replace("[nursing_home]", hospital).replace(coming(5), coming(9))
    rows = spells_of(tables(text, CERTAIN), "team", "course", "start_day", "end_day", "exit")
    assert sorted(row for row in rows if row[1] != "home") == [
        (ANNA, "hospital", 9, 17, "resume"),
        (ANNA, "waiting", 3, 9, "hospital"),
        (ANNA, "waiting", 17, 20, "nursing_home"),
        (BO, "waiting", 5, 10, "nursing_home"),
        (CARLA, "waiting", 12, 26, "nursing_home"),
    ]


def test_who_is_first_is_a_rule():
    # Highest level first: Carla, at level 4, on day 10; Bo and Anna wait as long as they may.
    frail_first = CERTAIN._replace(place_order=lambda _since, level, _u: -level)
    ends = {who: end for who, (_, end, _) in waits(SCENARIO, frail_first).items()}
    assert ends == {ANNA: 17, BO: 19, CARLA: 10}


def test_a_price_that_changes_in_the_middle_of_a_week_counts_by_the_day():
    # From Wednesday of week 3, day 23, a day costs 3000: two residents, 2 days at the old price.
    text = SCENARIO.replace("dkk = 1000", f"dkk = {dated((0, 1000), (23, 3000))}")
    found = tables(text, CERTAIN)
    week = sum(weeks_of(found, "outside_nursing_home_dkk", who)[3] for who in (BO, CARLA))
    assert week == 2 * (2 * 1_000 + 5 * 3_000)


@pytest.mark.parametrize("order", ["place_order", "clinic_order"])
def test_the_standard_order_is_first_come_first_served(order):
    rule = getattr(CERTAIN, order)
    assert rule(3, 4, 0.99) < rule(4, 0, 0.0)
    assert rule(3, 0, 0.2) < rule(3, 4, 0.3)
