"""`resume` leads back to the stay that a hazard interrupted, and to nothing older than that."""

from small_scenarios import parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.state import NO_ROW, SPELLS
from sim.model.terms import RESUME

TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = 60
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = 20
[intake]
stabilisation = 1.0
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 10 }
hazards_per_week = { hospital = 0.2 }
exits = [{ to = "self_reliant", probability = 1.0 }]
[[course]]
name = "development"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 2 }
exits = [{ to = "hospital", probability = 0.5 }, { to = "self_reliant", probability = 0.5 }]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 0.5 }, { to = "development", probability = 0.5 }]
[tariff]
kind = "course_rates"
weekly_dkk = { stabilisation = 1, development = 1 }
"""
STABILISATION, DEVELOPMENT, HOSPITAL = 0, 1, 2


def lives():
    """Rows of the spells of each citizen, in their order."""
    state = SimpyEngine(parameters_of_text(TEXT), seed=4).run()
    by_citizen = {}
    for row in range(int(state.rows[SPELLS])):
        by_citizen.setdefault(int(state.spells.citizen[row]), []).append(row)
    return state.spells, by_citizen.values()


def after_each_return():
    """(Spell before the hospital, whether a hazard ended it, spell after it) of every resume."""
    spells, rows_of_lives = lives()
    return spells, [
        (before, spells.hazard[before] != NO_ROW, after)
        for rows in rows_of_lives
        for before, hospital, after in zip(rows, rows[1:], rows[2:], strict=False)
        if spells.course[hospital] == HOSPITAL and spells.exit[hospital] == RESUME
    ]


def test_an_interrupted_stay_goes_on_for_as_long_as_was_left():
    spells, returns = after_each_return()
    interrupted = [(before, after) for before, is_hazard, after in returns if is_hazard]
    assert len(interrupted) > 100
    for before, after in interrupted:
        assert spells.course[after] == spells.course[before] == STABILISATION
        assert spells.stay_days[after] == spells.stay_days[before] - spells.drawn_days[before]
        assert not spells.is_entry[after]


def test_a_stay_that_had_ended_is_not_resumed():
    spells, returns = after_each_return()
    ended = [after for _, is_hazard, after in returns if not is_hazard]
    assert len(ended) > 20
    for after in ended:
        assert spells.course[after] == DEVELOPMENT
        assert spells.is_entry[after]
