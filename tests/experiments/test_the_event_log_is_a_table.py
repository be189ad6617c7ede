"""The event log says who, where and when as the table of spells does."""

import datetime as dt

import numpy as np
import pytest
from in_lists import lists_of
from small_scenarios import EVERYTHING, OFFERS, scenario_of

import sim
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.tables import spells_table
from sim.model.log import LogRow

TEXTS = {"everything": EVERYTHING, "offers": OFFERS.replace("weeks = 26", "weeks = 8")}


@pytest.fixture(scope="module", params=TEXTS)
def both(request):
    """The log of a replication and its spells, as columns."""
    scenario = scenario_of(TEXTS[request.param])
    prepared = job(scenario, engine="simpy")
    spells = lists_of(spells_table(prepared, run_to_end(prepared, 0), 0))
    return sim.event_log(scenario, engine="simpy"), spells


def test_it_has_the_columns_of_the_log_and_two_more(both):
    log, _ = both
    assert list(log) == [*LogRow._fields, "date", "exit"]
    assert len({len(column) for column in log.values()}) == 1


def test_spells_end_in_the_log_when_and_where_the_table_says(both):
    log, spells = both
    ended = {
        row
        for row in zip(
            log["citizen"], log["team"], log["course"], log["day"], log["exit"], strict=True
        )
        if row[-1] is not None and row[3] > 0
    }
    table = zip(*(spells[n] for n in ("citizen", "team", "course", "end_day", "exit")), strict=True)
    assert ended == {row for row in table if row[-1] is not None}
    assert len(ended) > 20


def test_spells_begin_in_the_log_when_the_table_says(both):
    log, spells = both
    began = log["event"] == "spell_began"
    seen = set(zip(log["citizen"][began], log["day"][began], log["level"][began], strict=True))
    table = zip(spells["citizen"], spells["start_day"], spells["level"], strict=True)
    inside = {row for row in table if row[1] > 0}
    assert inside <= seen
    assert inside


def test_day_0_is_the_first_monday(both):
    log, _ = both
    dates = dict(zip(log["day"], log["date"], strict=True))
    assert dates[7] == (dt.date(2026, 1, 5) + dt.timedelta(days=7)).isoformat() == "2026-01-12"


def test_what_all_teams_share_has_no_citizen(both):
    log, _ = both
    weeks = log["event"] == "week_ended"
    assert set(log["citizen"][weeks]) == {None}
    assert None not in set(log["team"][weeks])
    assert np.count_nonzero(weeks)


def test_both_engines_give_one_table():
    scenario = scenario_of(TEXTS["everything"], "one")
    slow, fast = (sim.event_log(scenario, 3, engine=engine) for engine in ("simpy", "compiled"))
    assert all(np.array_equal(slow[name], fast[name]) for name in slow)


def test_an_unknown_engine_is_named():
    with pytest.raises(ValueError, match="engine 'fast' is unknown; use compiled or simpy"):
        sim.event_log(scenario_of(EVERYTHING), engine="fast")
