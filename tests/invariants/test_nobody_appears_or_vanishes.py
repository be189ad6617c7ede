from collections import Counter

import numpy as np
from generated import engine, for_every, rows, tables, trees

from sim.model.state import CITIZENS
from sim.model.terms import OUTS, out_code

OUT_CODES = {out_code(name) for name in OUTS}


@for_every(trees())
def test_present_plus_arrivals_is_present_plus_left(tree):
    ran = engine(tree)
    happened = Counter(row.event for row in ran.log)
    waiting = sum(row.event == "citizen_present" and row.course < 0 for row in ran.log)
    present = happened["citizen_present"] - waiting
    came = happened["citizen_arrived"] + happened["citizen_relapsed"]
    left = sum(row.step == 2 and row.value in OUT_CODES for row in ran.log)
    citizens = range(ran.state.rows[CITIZENS])
    in_care = sum(ran.state.citizens.spell[row] >= 0 for row in citizens)
    assert present + came == in_care + left + len(kept_waiting(ran.log))


COMES = ("citizen_arrived", "citizen_relapsed")


def kept_waiting(log):
    """Days on which citizens came whose course never began."""
    last = {}
    for row in log:
        if row.event in (*COMES, "spell_began"):
            last[row.citizen] = row
    return [row.day for row in last.values() if row.event in COMES]


@for_every(trees())
def test_who_comes_begins_a_course_gives_up_or_still_waits(tree):
    ran, end = engine(tree), 7 * tree["run"]["weeks"]
    weeks = max(team.get("levers", {}).get("accept_delay_weeks", 0) for team in tree["team"])
    given_up = int(np.asarray(ran.state.weeks.gave_up).sum())
    days = [day for day in kept_waiting(ran.log) if day >= 0]
    may_still_wait = [day for day in days if day + round(7 * weeks) >= end]
    assert len(days) - len(may_still_wait) <= given_up <= len(days)


@for_every(trees())
def test_the_census_counted_from_spells_is_the_census_of_the_weeks(tree):
    found = tables(tree)
    end = 7 * tree["run"]["weeks"]
    from_spells = Counter()
    columns = "team", "course", "start_day", "end_day"
    for team, course, start, stop in rows(found.spells, *columns):
        days = min(end, end if stop is None else stop) - max(0, start)
        from_spells[team, course] += max(0, days)
    for course in (table["name"] for table in tree["course"]):
        for team in (table["name"] for table in tree["team"]):
            of_team = np.array(found.team_weeks["team"]) == team
            weeks = np.asarray(found.team_weeks[f"{course}_citizens"])[of_team]
            assert round(7 * weeks.sum()) == from_spells[team, course]


@for_every(trees())
def test_a_citizen_is_in_one_spell_at_a_time(tree):
    found = tables(tree).spells
    ends = {}
    for citizen, start, end in sorted(
        rows(found, "citizen", "start_day", "end_day"), key=lambda row: row[:2]
    ):
        assert ends.get(citizen, start) is not None
        assert ends.get(citizen, start) <= start
        assert end is None or end > start
        ends[citizen] = end


@for_every(trees())
def test_citizens_of_all_courses_are_the_citizens(tree):
    weeks = tables(tree).team_weeks
    names = [course["name"] for course in tree["course"]]
    together = sum(np.asarray(weeks[f"{name}_citizens"]) for name in names)
    np.testing.assert_allclose(together, weeks["citizens"], rtol=1e-12, atol=1e-12)
