"""The two verbs of a researcher's own process: chance that belongs to citizens, and events."""

import pytest
from small_scenarios import FOUR_WEEKS, parameters_of_text, scenario_of

import sim
from sim.engines.simpy_engine import SimpyEngine
from sim.model.draws import Identity, draws, own_decision, uniforms
from sim.model.events.kinds import CITIZEN_ARRIVED, KINDS, Event
from sim.model.events.lookups import identity
from sim.model.log import LogRow
from sim.model.state import CITIZENS
from sim.model.terms import SOURCES

PARAMETERS = parameters_of_text(FOUR_WEEKS)


def drawn(parameters, name="visited", citizens=20):
    """First draw of some citizens of a week, by who they are."""
    engine = SimpyEngine(parameters)
    engine.run(until=7)
    return {
        tuple(identity(engine.parameters, engine.state, row)): engine.draw(row, name)
        for row in range(min(citizens, engine.state.rows[CITIZENS]))
    }


def test_a_draw_has_the_address_of_its_citizen_and_name():
    engine = SimpyEngine(PARAMETERS, seed=3, replication=2)
    engine.run(until=7)
    who = Identity(*map(int, identity(engine.parameters, engine.state, 4)))
    addressed = [uniforms(draws(3, 2), who, own_decision("visited"), n)[0] for n in range(3)]
    assert [engine.draw(4, "visited") for _ in range(3)] == addressed


def test_the_same_citizen_draws_the_same_in_every_scenario():
    inflow = PARAMETERS.inflow._replace(per_day=PARAMETERS.inflow.per_day * 3)
    few, many = drawn(PARAMETERS), drawn(PARAMETERS._replace(inflow=inflow), citizens=10**6)
    both = few.keys() & many.keys()
    assert len(both) > 5
    assert all(few[who] == many[who] for who in both)
    assert drawn(PARAMETERS, "called") != few


def test_draws_move_nothing_else():
    def visiting(engine):
        while True:
            for row in range(engine.state.rows[CITIZENS]):
                engine.draw(row, "visited")
            yield engine.environment.timeout(7)

    with_draws, without = (SimpyEngine(PARAMETERS, keep_log=True) for _ in range(2))
    with_draws.add(visiting)
    with_draws.run()
    without.run()
    assert with_draws.log == without.log


def test_who_is_not_there_cannot_draw():
    with pytest.raises(IndexError, match="there is no citizen 0 yet"):
        SimpyEngine(PARAMETERS).draw(0, "visited")


def test_an_event_that_is_scheduled_happens_in_the_models_order():
    first_contact, ordinal = SOURCES.index("first_contact"), 999

    def arriving(engine):
        yield engine.environment.timeout(8)
        engine.schedule(Event(9, CITIZEN_ARRIVED, 0, first_contact, ordinal))

    plain, more = (SimpyEngine(PARAMETERS, keep_log=True) for _ in range(2))
    more.add(arriving)
    plain.run()
    more.run()
    arrived = [
        sum(row.event == "citizen_arrived" and row.day == 9 for row in one.log)
        for one in (plain, more)
    ]
    assert arrived[1] > arrived[0]
    before = [row for row in more.log if row.day < 9]
    assert before == [row for row in plain.log if row.day < 9]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(3, CITIZEN_ARRIVED, 0, 0, 0), "day 3 is over: today is day 7"),
        (Event(9, len(KINDS), 0, 0, 0), "is no kind of event"),
        (Event(9, CITIZEN_ARRIVED, 2, 0, 0), "2 is no team: there are 2, from 0"),
    ],
)
def test_what_cannot_happen_is_refused(event, said):
    engine = SimpyEngine(PARAMETERS)
    engine.run(until=7)
    with pytest.raises(ValueError, match=said):
        engine.schedule(event)


def test_simulate_keeps_the_log_of_a_seed():
    how = {"replications": 2, "engine": "simpy", "workers": 1, "out": None}
    results = sim.simulate(scenario_of(FOUR_WEEKS), seed=5, log=True, **how)
    engines = [
        SimpyEngine(PARAMETERS, seed=5, replication=number, keep_log=True) for number in range(2)
    ]
    for engine in engines:
        engine.run()
    assert results.log == [row for engine in engines for row in engine.log]
    assert isinstance(results.log[0], LogRow)
    assert results.summary["seed"] == 5
    assert sim.simulate(scenario_of(FOUR_WEEKS), seed=5, **how).log is None
    with pytest.raises(ValueError, match="in memory only: give out=None"):
        sim.simulate(scenario_of(FOUR_WEEKS), log=True)
