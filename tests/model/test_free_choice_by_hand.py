"""Citizens choose their team: by shares, among those with a place; and choose anew on Mondays.

Which team a citizen is with moves none of the citizen's draws, nor anybody else's.
"""

import math
from collections import defaultdict

import pytest
from by_hand import coming, spells_of, tables, weeks_of
from small_scenarios import scenario_of

from sim.scenario.faults.fault import ScenarioError

SHARES = "Ask = 0.5, Birk = 0.3, Eg = 0.2"


def town(shares=SHARES, *, change=0.0, more="", ask="", eg="", inflow=None, weeks=12):  # noqa: PLR0913 - what each test moves
    inflow = inflow or coming(1, 400)
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = {weeks}
initial = "empty"
[[team]]
name = "Ask"
key = 1
inflow_per_week = {inflow}
{ask}
[[team]]
name = "Birk"
key = 2
inflow_per_week = 0
[[team]]
name = "Eg"
key = 3
inflow_per_week = 0
{eg}
[choice]
at_intake = {{ {shares} }}
change_per_week = {change}
[intake]
home = 1
[citizen]
multiplier_sd = 0.6
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "exponential", mean_weeks = 8 }}
hours_per_week = {{ home_care = 4 }}
hours_sd = 1
hazards_per_week = {{ hospital = 0.03 }}
exits = [{{ to = "dead", probability = 0.5 }}, {{ to = "moved", probability = 0.5 }}]
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = 1 }}
exits = [{{ to = "resume", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 1_800, hospital = 0 }}
{more}
"""


def lives(found):
    """Each citizen's spells as they were lived, those that another team went on with joined."""
    lived = defaultdict(list)
    columns = "citizen", "course", "start_day", "end_day", "exit", "cost_dkk"
    for citizen, course, start, end, way_out, cost in spells_of(found, *columns):
        spells = lived[citizen]
        if spells and spells[-1][3] == "changed_team":
            before = spells.pop()
            together = round(before[4] + cost, 2)
            spells.append((*before[:2], end, way_out, together))
        else:
            spells.append((course, start, end, way_out, cost))
    return dict(lived)


def teams(found):
    """Team with which each citizen began."""
    first = {}
    for citizen, team in spells_of(found, "citizen", "team"):
        first.setdefault(citizen, team)
    return first


def test_as_many_choose_a_team_as_its_share_says():
    of = list(teams(tables(town())).values())
    assert len(of) == 400
    for name, share in (("Ask", 0.5), ("Birk", 0.3), ("Eg", 0.2)):
        assert abs(of.count(name) - 400 * share) < 4 * math.sqrt(400 * share * (1 - share))


def test_the_same_people_live_the_same_lives_with_any_team():
    chosen, alone = tables(town()), tables(town("Ask = 1"))
    assert lives(chosen) == lives(alone)
    assert set(teams(alone).values()) == {"Ask"}


def test_who_changes_lives_the_same_life_with_the_other_team():
    kept, changed = tables(town()), tables(town(change=0.2))
    assert lives(changed) == lives(kept)
    assert teams(changed) == teams(kept)
    ends = spells_of(changed, "exit", "end_day", "course")
    mondays = [day % 7 for way_out, day, _ in ends if way_out == "changed_team"]
    assert len(mondays) > 100
    assert set(mondays) == {0}
    assert {course for way_out, _, course in ends if way_out == "changed_team"} == {"home"}
    assert sum(weeks_of(changed, "changed_team")) == len(mondays)


def test_citizens_choose_anew_as_often_as_it_says():
    """400 stay on: each chooses again with 1 - exp(-0.1) a week, and half stay where they are."""
    text = town("Ask = 0.5, Birk = 0.5", change=0.1, weeks=11).replace(
        'distribution = "exponential", mean_weeks = 8', 'distribution = "fixed", mean_weeks = 20'
    )
    text = text.replace("hospital = 0.03", "hospital = 0.0001")
    # From Tuesday, day 1, to Monday, day 70: those who have come to choose within 69 days.
    expected = 400 * 0.5 * 0.1 * 69 / 7
    changed = sum(weeks_of(tables(text), "changed_team"))
    assert abs(changed - expected) < 4 * math.sqrt(expected) + 400 * 0.5 * 0.1 * 3.5 / 7


def test_a_share_moved_between_two_neighbours_touches_nobody_elses_citizens():
    before, after = (
        teams(tables(town(shares))) for shares in (SHARES, "Ask = 0.4, Birk = 0.4, Eg = 0.2")
    )
    moved = {(before[who], after[who]) for who in before if before[who] != after[who]}
    assert moved == {("Ask", "Birk")}


def test_nobody_chooses_a_team_without_a_place():
    found = tables(town(eg="places = 7"))
    of = teams(found)
    assert list(of.values()).count("Eg") == 7
    free = teams(tables(town()))
    assert all(of[who] == free[who] for who in of if free[who] != "Eg")
    full = tables(town("Eg = 1", eg="places = 7"))
    assert list(teams(full).values()).count("Eg") == len(teams(full)) > 7  # the others wait


def test_nobody_changes_to_a_team_without_a_place():
    found = tables(town(eg="places = 7", change=0.3))
    assert max(weeks_of(found, "home_citizens", "Eg")) <= 7
    assert sum(weeks_of(found, "changed_team")) > 100


PICKS = """
[behaviour.levers]
accept_share = { low = 0, high = 1 }
[acceptance]
declined_to = "team"
price_dkk = 9_000
"""


def test_another_team_takes_whom_one_declines():
    free = teams(tables(town()))
    found = tables(town(eg="levers = { accept_share = 0.0 }", more=PICKS))
    of = teams(found)
    left = [who for who in free if free[who] == "Eg" and of[who] != "Eg"]
    assert len(left) == sum(weeks_of(found, "declined", "Eg")) > 10
    assert {of[who] for who in left} == {"Ask", "Birk"}
    assert sum(weeks_of(found, "outside_declined_dkk")) == 0
    assert all(of[who] == free[who] for who in free if free[who] != "Eg")


def test_the_municipality_pays_where_all_teams_pick():
    alone = "Eg = 1"
    found = tables(town(alone, eg="levers = { accept_share = 0.0 }", more=PICKS))
    declined = sum(weeks_of(found, "declined"))
    assert declined > 50
    # Who could choose nobody else has no share to go by.
    assert sum(weeks_of(found, "outside_declined_dkk")) > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SHARES, "Ask = 0.5, Brik = 0.5", '"Brik" is not a team'),
        (SHARES, "Ask = 0.5, Birk = 0.3", "must add up to 1, add up to 0.8"),
        (SHARES, "Ask = 1.5", "Ask"),
        ("change_per_week = 0.0", "change_per_week = -1", "change_per_week"),
        ("[choice]", f"{PICKS}\n[choices]", "choices"),
    ],
)
def test_what_makes_no_sense_is_a_fault(old, new, said):
    with pytest.raises(ScenarioError) as error:
        scenario_of(town().replace(old, new))
    assert said in str(error.value)


def test_shares_by_date_add_up_on_each_date():
    shares = "[{ from = 2026-01-05, value = 0.5 }, { from = 2026-02-02, value = 0.6 }]"
    with pytest.raises(ScenarioError) as error:
        scenario_of(town(SHARES.replace("Ask = 0.5", f"Ask = {shares}")))
    assert "add up to 1.1 (from 2026-02-02)" in str(error.value)


def test_declined_to_another_team_needs_a_choice():
    text = town(more=PICKS)
    start, end = text.index("[choice]"), text.index("[intake]")
    with pytest.raises(ScenarioError) as error:
        scenario_of(text[:start] + text[end:])
    assert "without [choice] nothing else says which team takes them" in str(error.value)


MERGED = 'reserve_dkk = 1\nwhen_spent = "merge"\nmerges_with = "Eg"'


@pytest.mark.parametrize("change", [0.0, 0.3])
def test_who_chooses_a_team_that_merged_with_a_full_one_goes_where_there_is_a_place(change):
    """Ask loses from the first week on; Eg, which it joins, has seven places, Birk any number."""
    text = town(ask=MERGED, eg="places = 7", change=change, inflow=21)
    found = tables(text.replace("home = 1_800", "home = 900"))
    assert sum(weeks_of(found, "reserves_spent", "Ask")) == 1
    assert max(weeks_of(found, "home_citizens", "Eg")) == 7
    assert max(weeks_of(found, "waiting", "Eg")) == 0
    later = [team for team, start in spells_of(found, "team", "start_day") if start >= 7]
    assert later.count("Birk") > 100


def test_who_chooses_their_own_team_stays_though_it_has_merged():
    """Those in its care stay on its books until they leave or choose another."""
    text = town("Ask = 1", ask=MERGED, change=0.3).replace("home = 1_800", "home = 900")
    found = tables(text)
    assert sum(weeks_of(found, "reserves_spent", "Ask")) == 1
    assert sum(weeks_of(found, "changed_team")) == 0
