"""Everything that happens in one replication, event by event."""

import numpy as np

from sim.experiments.results import ResultTable
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import ENGINES
from sim.experiments.tables.events import events_table
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.reading import Scenario
from sim.words import phrase


def event_log(
    scenario: Scenario,
    replication: int = 0,
    *,
    engine: str = "compiled",
    rules: Rulebook = STANDARD_RULES,
) -> ResultTable:
    """Run a replication once more and keep what happens, as arrays by column.

    One row an event, in the order of the model, warm-up included: `replication`, `day` (0 is
    `run.start`), `step` of the day, `team`, `citizen` (as in `spells`), `event`, `course`,
    `level`, `value` (drawn days of a spell that began, minutes of a need, …), `date` and, of
    spells that end, `exit`. None stands where an event has no such thing. There is no money in it.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=1"])
    >>> log = sim.event_log(scenario, engine="simpy")
    >>> sorted(set(log["team"][log["event"] == "week_ended"]))
    ['Nord', 'Syd']

    Raises
    ------
    ValueError
        When the engine is unknown.
    """
    if engine not in ENGINES:
        raise ValueError(
            phrase(
                "engine {engine} is unknown; use {engines}",
                engine=f"{engine!r}",
                engines=phrase(" or ").join(ENGINES),
            )
        )
    prepared = job(scenario, engine=engine, rules=rules)
    run = ENGINES[engine](
        prepared.parameters, rules, seed=prepared.seed, replication=replication, keep_log=True
    )
    state = run.run()
    table = events_table(prepared, state, run.log or [], scenario.values.run.start)
    return ResultTable({name: np.array(values, dtype=object) for name, values in table.items()})
