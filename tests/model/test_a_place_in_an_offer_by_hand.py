"""Three citizens and one place: Anna comes on day 0, Bo on day 1, Carla on day 2.

A stay is four days. `CERTAIN` lets those who wait give up when they are expected to.
"""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, CERTAIN, dated, spells_of, state_after, tables, weeks_of
from small_scenarios import logged, parameters_of_text

THREE_CITIZENS = dated((0, 7), (3, 0))


def offer(stay_days=4, **pieces):
    """A scenario of three weeks in which a citizen comes on each of the first three days."""
    given = {"inflow": THREE_CITIZENS, "places": "1", "team": "", "more": "", "hazards": ""}
    assert pieces.keys() <= given.keys()
    given |= pieces
    places = f"places = {given['places']}" if given["places"] else ""
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Birk"
inflow_per_week = {given["inflow"]}
{places}
{given["team"]}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {stay_days / 7} }}
hours_per_week = {{ home_care = 7 }}
exits = [{{ to = "moved", probability = 1 }}]
{given["hazards"]}
[prices]
cost_per_hour_dkk = {{ home_care = 100 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 2100 }}
{given["more"]}
"""


def stays(text, rules=AS_EXPECTED):
    """First and last day in care of each citizen, by the day on which they came."""
    came = spells_of(tables(text, rules), "citizen", "start_day", "end_day")
    return {int(name.split("/")[-1].split(".")[0]): tuple(days) for name, *days in came}


def test_without_places_all_begin_when_they_come():
    assert stays(offer(places="")) == {0: (0, 4), 1: (1, 5), 2: (2, 6)}


def test_a_place_that_falls_free_is_taken_the_same_day():
    assert stays(offer()) == {0: (0, 4), 1: (4, 8), 2: (8, 12)}


def test_two_places_serve_two_at_a_time():
    assert stays(offer(places="2")) == {0: (0, 4), 1: (1, 5), 2: (4, 8)}


def test_those_who_wait_are_counted_by_days():
    # Bo waits on days 1 to 3, Carla on days 2 to 7, one of them in week 1.
    found = tables(offer())
    assert weeks_of(found, "waiting") == [(3 + 5) / 7, 1 / 7, 0]
    assert weeks_of(found, "places") == [1, 1, 1]


def test_who_is_admitted_has_waited_so_long():
    found = tables(offer())
    assert weeks_of(found, "admitted") == [2, 1, 0]
    assert weeks_of(found, "waited_weeks") == [3 / 7, 6 / 7, 0]
    assert weeks_of(found, "gave_up") == [0, 0, 0]


def test_long_waits_are_counted_among_those_admitted():
    # Anna waits for nothing, Bo three days, Carla six.
    found = tables(offer())
    longer = {days: sum(weeks_of(found, f"waited_over_{days}_days")) for days in (0, 1, 7, 28, 91)}
    assert longer == {0: 2, 1: 2, 7: 0, 28: 0, 91: 0}


def test_the_log_says_who_was_offered_the_place_and_after_how_long():
    log = logged(parameters_of_text(offer(), AS_EXPECTED), AS_EXPECTED)
    offered = [
        (row.day, row.citizen, row.value) for row in log if row.event == "team_place_offered"
    ]
    assert offered == [(4, 1, 3), (8, 2, 6)]


def test_a_place_that_falls_free_is_not_given_to_who_comes_that_day_while_others_wait():
    # Dora comes on day 4, when Anna leaves and Bo gets her place.
    found = stays(offer(inflow=dated((0, 7), (2, 0), (4, 7), (5, 0))))
    assert found == {0: (0, 4), 1: (4, 8), 4: (8, 12)}


def test_who_comes_on_the_day_on_which_the_last_one_leaves_waits_for_nothing():
    found = stays(offer(inflow=dated((0, 7), (1, 0), (4, 7), (5, 0))))
    assert found == {0: (0, 4), 4: (4, 8)}


# Giving up


def queue(days):
    """A queue that is given up after so many days, when it is expected to."""
    return f"[queue]\ngiven_up_per_week = {7 / days}\n"


def test_who_gives_up_leaves_the_queue():
    # After five days Bo, who waits three, is still there; Carla has gone on day 7.
    text = offer(more=queue(5))
    assert stays(text, CERTAIN) == {0: (0, 4), 1: (4, 8)}
    found = tables(text, CERTAIN)
    assert weeks_of(found, "gave_up") == [0, 1, 0]
    assert weeks_of(found, "waiting") == [(3 + 5) / 7, 0, 0]


def test_who_gives_up_on_the_day_of_the_offer_is_not_there_any_more():
    assert stays(offer(more=queue(6)), CERTAIN) == {0: (0, 4), 1: (4, 8)}


def test_who_would_give_up_a_day_later_gets_the_place():
    assert stays(offer(more=queue(7)), CERTAIN)[2] == (8, 12)


def test_in_the_middle_of_the_queue_one_gives_up_and_the_others_close_up():
    # Only Bo gives up: the hazard is there on the day on which he joins and on no other.
    hazard = dated((0, 0), (1, 7 / 2), (2, 0))
    text = offer(more=f"[queue]\ngiven_up_per_week = {hazard}\n", inflow=dated((0, 7), (4, 0)))
    assert stays(text, CERTAIN) == {0: (0, 4), 2: (4, 8), 3: (8, 12)}


def test_who_comes_back_waits_anew():
    # Anna leaves self-reliant on day 4 and is back on day 6, when Bo has the place until day 8;
    # from then on each is back two days before the other leaves.
    more = f"""[relapse]
probability = 1
after = {{ distribution = "fixed", mean_weeks = {2 / 7} }}
to = "home"
"""
    text = offer(inflow=dated((0, 7), (2, 0)), more=more).replace('"moved"', '"self_reliant"')
    starts = spells_of(tables(text), "citizen", "start_day")
    assert [start for _, start in starts] == [0, 4, 8, 12, 16, 20]
    assert len({name for name, _ in starts}) == 2


# Who comes first


def latest_first(waiting_since_day, _level, _u):
    return -waiting_since_day


def test_who_is_served_first_is_a_rule():
    rules = AS_EXPECTED._replace(place_order=latest_first)
    assert stays(offer(), rules) == {0: (0, 4), 2: (4, 8), 1: (8, 12)}


def test_among_those_of_one_day_lots_decide():
    # Three come on day 0 and there is one place: each of them is first in some run, and no run
    # sees anybody twice.
    text = offer(inflow=dated((0, 21), (1, 0)))
    first = set()
    for replication in range(12):
        found = tables(text, replication=replication)
        begun = [name for name, _ in spells_of(found, "citizen", "start_day")]
        assert len(set(begun)) == len(begun) == 3
        first.add(begun[0])
    assert len(first) == 3


def test_among_those_of_one_day_the_rule_decides_and_not_who_came_first():
    # One comes at level 0 and one at level 4 on day 0, in this order; the frailest are served
    # first.
    levels = "[citizen.start_level]\nfirst_contact = [1, 0, 0, 0, 0]\n"
    levels += "hospital_discharge = [0, 0, 0, 0, 1]\ntemporary_place = [1, 0, 0, 0, 0]\n"
    one = dated((0, 7), (1, 0))
    both = f"{{ first_contact = {one}, hospital_discharge = {one} }}"
    frail_first = AS_EXPECTED._replace(place_order=lambda _since, level, _u: -level)
    found = tables(offer(inflow=both, more=levels), frail_first)
    assert spells_of(found, "level", "start_day") == [(4, 0), (0, 4)]


# What holds a place


def test_a_stay_in_hospital_holds_the_place():
    hospital = """hazards_per_week = { hospital = 3.5 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]
"""
    # Anna is admitted after two days, away for seven, and has two left.
    text = offer(hazards=hospital, inflow=dated((0, 7), (2, 0)))
    text = text.replace("home = 2100", "home = 2100, hospital = 0")
    found = spells_of(tables(text, CERTAIN), "course", "start_day", "end_day")
    assert found[:3] == [("home", 0, 2), ("hospital", 2, 9), ("home", 9, 11)]
    assert found[3][:2] == ("home", 11)


def test_the_place_is_asked_for_when_the_team_accepts():
    late = f"levers = {{ accept_delay_weeks = {3 / 7} }}"
    text = offer(team=late)
    assert stays(text) == {0: (3, 7), 1: (7, 11), 2: (11, 15)}
    # Bo asks on day 4 and Carla on day 5, which is when their wait for a place begins.
    found = tables(text)
    assert weeks_of(found, "waiting") == [(3 + 2) / 7, 4 / 7, 0]
    assert sum(weeks_of(found, "waiting_weeks")) == pytest.approx(3 * 3 / 7)


# Places by date


def test_places_that_open_are_offered_from_that_day():
    assert stays(offer(places=dated((0, 1), (3, 2)))) == {0: (0, 4), 1: (3, 7), 2: (4, 8)}


def test_every_team_is_offered_its_places_on_that_day():
    other = f'[[team]]\nname = "Ask"\ninflow_per_week = {THREE_CITIZENS}\nplaces = '
    text = offer(places=dated((0, 1), (3, 3)), team=other + dated((0, 1), (3, 3)))
    found = spells_of(tables(text), "team", "start_day")
    assert sorted(found) == [(team, day) for team in ("Ask", "Birk") for day in (0, 3, 3)]


def test_nobody_is_moved_out_when_places_become_fewer():
    # Anna and Bo stay; Carla waits until both have left.
    found = tables(offer(places=dated((0, 2), (3, 1))))
    assert spells_of(found, "start_day", "end_day") == [(0, 4), (1, 5), (5, 9)]
    assert weeks_of(found, "places") == [(3 * 2 + 4 * 1) / 7, 1, 1]


# Who is there on the first day


def counted(present, places):
    text = offer(places=places, inflow="0.5").replace(
        '"empty"', f"{{ Birk = {{ home = {present} }} }}"
    )
    return parameters_of_text(text, AS_EXPECTED)


def test_those_counted_hold_their_places():
    log = logged(counted(3, 3), AS_EXPECTED)
    assert sum(row.event == "citizen_present" for row in log) == 3


@pytest.mark.parametrize("replication", range(5))
def test_the_stationary_number_is_cut_at_the_places(replication):
    # Ten a week for four days each: 5.7 on average, and there are two places.
    text = offer(places="2", inflow="10").replace('"empty"', '"stationary"')
    log = logged(parameters_of_text(text), replication=replication)
    assert sum(row.event == "citizen_present" for row in log) <= 2
    citizens = [row.citizen for row in log if row.event in ("citizen_present", "citizen_arrived")]
    assert sorted(citizens) == list(range(len(citizens)))


def test_a_team_without_places_beside_one_with_places_takes_everybody():
    other = f'[[team]]\nname = "Ask"\ninflow_per_week = {THREE_CITIZENS}'
    found = tables(offer(team=other))
    assert sorted(spells_of(found, "team", "start_day"))[:3] == [("Ask", 0), ("Ask", 1), ("Ask", 2)]
    assert weeks_of(found, "places", "Ask") == [None] * 3
    assert weeks_of(found, "waiting", "Ask") == [None] * 3


def test_a_long_queue_finds_room():
    state = state_after(offer(inflow="700"))
    waiting = int(np.asarray(state.teams.waiting)[0])
    assert waiting > 1_900
    assert len(state.waiting.citizen) >= waiting
