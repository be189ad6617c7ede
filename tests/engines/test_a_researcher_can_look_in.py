import itertools

import pytest
from small_scenarios import EVERYTHING, THREE_COURSES, logged, parameters_of_text, scenario_of

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.demand import need
from sim.model.rules.pay import weekly_rate
from sim.model.state import CITIZENS, SPELLS


@pytest.fixture(scope="module")
def everything():
    return parameters_of_text(EVERYTHING)


def test_a_replication_can_be_stepped_event_by_event(everything):
    engine = SimpyEngine(everything, keep_log=True)
    assert engine.log == []
    lengths = []
    for _ in range(50):
        engine.step()
        lengths.append(len(engine.log))
    assert all(more - less in (0, 1) for less, more in itertools.pairwise(lengths))
    engine.run()
    assert engine.log == logged(everything)


def test_a_run_can_stop_before_a_day_and_go_on(everything):
    engine = SimpyEngine(everything, keep_log=True)
    engine.run(until=10)
    assert max(row.day for row in engine.log) == 9
    engine.run()
    assert engine.log == logged(everything)


def test_nothing_has_happened_before_the_first_step(everything):
    state = SimpyEngine(everything).state
    assert (state.rows[CITIZENS], state.rows[SPELLS]) == (0, 0)


def test_the_log_prints_as_words(everything):
    first = str(logged(everything)[0])
    assert "day=-14" in first
    assert "event='citizen_present'" in first
    assert "step=3" in first


def test_without_being_asked_no_log_is_kept(everything):
    engine = SimpyEngine(everything)
    engine.run(until=0)
    assert engine.log is None


def test_a_process_sees_the_state_and_changes_no_row_of_the_log(everything):
    census = []

    def weekly_census(engine):
        while True:
            spells = engine.state.citizens.spell
            present = sum(spells[row] >= 0 for row in range(engine.state.rows[CITIZENS]))
            census.append((engine.environment.now, present))
            yield engine.environment.timeout(7)

    engine = SimpyEngine(everything, keep_log=True)
    engine.add(weekly_census)
    engine.run()
    assert engine.log == logged(everything)
    assert [day for day, _ in census] == list(range(-14, 49, 7))
    assert census[0] == (-14, 0)
    assert all(present > 0 for _, present in census[1:])


def test_a_process_runs_before_the_models_events_of_its_day(everything):
    seen = []

    def look(engine):
        yield engine.environment.timeout(20)
        seen.append((engine.environment.now, engine.log[-1].day))

    engine = SimpyEngine(everything, keep_log=True)
    engine.add(look)
    engine.run()
    assert seen == [(6, 5)]


def test_a_doubled_need_doubles_the_minutes_and_moves_no_citizen():
    text = THREE_COURSES.replace("hours_sd", "# hours_sd")
    parameters = parameters_of_text(text)
    doubled = STANDARD_RULES._replace(need=lambda *terms: 2.0 * need(*terms))
    once, twice = SimpyEngine(parameters).run(), SimpyEngine(parameters, doubled).run()
    assert (once.weeks.days == twice.weeks.days).all()
    # A part rounds to whole minutes once: a half at most, doubled, and a half again.
    parts = once.weeks.days.sum(axis=-1)[..., None] * 1.5
    assert (abs(twice.weeks.minutes - 2 * once.weeks.minutes) <= parts).all()
    assert twice.weeks.minutes.sum() == pytest.approx(2 * once.weeks.minutes.sum(), rel=0.005)


def test_a_rate_of_ones_own_moves_money_and_nothing_else(everything):
    generous = STANDARD_RULES._replace(
        weekly_rate=lambda days, rates: weekly_rate(days, rates) + 70_000.0
    )
    assert logged(everything, generous) == logged(everything)
    before, after = SimpyEngine(everything).run(), SimpyEngine(everything, generous).run()
    assert (before.weeks.cost_ore == after.weeks.cost_ore).all()
    # 70,000 øre a week are 10,000 a day, which needs no rounding.
    extra = 10_000 * before.weeks.days.sum(axis=-1)
    assert (after.weeks.revenue_ore == before.weeks.revenue_ore + extra).all()


def test_a_rulebook_of_ones_own_reaches_the_tables():
    free = STANDARD_RULES._replace(cost=lambda _minutes, _price: 0.0)
    tables = replicated(job(scenario_of(THREE_COURSES), engine="simpy", rules=free), 0)
    assert set(tables.team_weeks["cost_dkk"]) == {0.0}
