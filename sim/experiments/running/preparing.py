"""A scenario made into a job for workers: its arrays, with who is there on the first day."""

from sim.experiments.folder.record import run_hash
from sim.experiments.running.starting import started
from sim.experiments.tables.job import Job, Names
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario


def job(
    scenario: Scenario,
    *,
    engine: str = "compiled",
    rules: Rulebook = STANDARD_RULES,
    start_rules: Rulebook | None = None,
) -> Job:
    """Prepare a scenario's replications; `start_rules` say who is there on the first day."""
    made = job_with(scenario, started(scenario, rules, start_rules), engine, rules)
    return made._replace(run_hash=run_hash(scenario))


def job_with(scenario: Scenario, parameters: Parameters, engine: str, rules: Rulebook) -> Job:
    """The same of a scenario whose arrays are there, for replications that go into no folder."""
    values = scenario.values
    rows = teams_by_key(values)
    return Job(
        parameters=parameters,
        names=Names(
            tuple(team.name for team in values.team),
            tuple(course.name for course in values.course),
        ),
        team_rows=tuple(rows.index(place) for place in range(len(rows))),
        seed=values.run.seed,
        engine=engine,
        rules=rules,
        payers=values.payers.share if values.payers else {},
    )
