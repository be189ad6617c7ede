"""Scenarios drawn at random: every table and switch of the file format, in small.

`trees` draws what a TOML file would give, `scenario` checks it, `tables` runs it. The tables of
clinic, staff and all else that can be switched on are drawn in `whole.py`. Tests that are
`for_every(trees())` see the same 25 scenarios, each of them drawn and run once.
"""

import copy
import datetime as dt
import functools
import inspect

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from in_lists import in_lists
from whole import by_level, completed, tenths

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import tabulated
from sim.scenario.reading import restored_scenario

START = dt.date(2026, 1, 5)
TEAMS = ("Nord", "Syd", "Østergårds Vænge")
INTAKES = (
    {"development": 0.9, "stabilisation": 0.05, "individual": 0.05},
    {"development": 0.05, "stabilisation": 0.9, "individual": 0.05},
    {"development": 0.2, "stabilisation": 0.2, "individual": 0.6},
)
SOURCES = ("first_contact", "hospital_discharge", "temporary_place")


def shares(*names):
    """Probabilities of some of the names, in twentieths, that add up to 1."""
    cuts = st.lists(st.integers(0, 20), min_size=len(names) - 1, max_size=len(names) - 1)
    edges = cuts.map(lambda inner: [0, *sorted(inner), 20])
    return edges.map(
        lambda e: {n: (b - a) / 20 for n, a, b in zip(names, e, e[1:], strict=False) if b > a}
    )


@st.composite
def stays(draw):
    distribution = draw(
        st.sampled_from(["gamma", "lognormal", "weibull", "exponential", "fixed", "empirical"])
    )
    if distribution == "empirical":
        values = draw(st.lists(tenths(1, 60), min_size=1, max_size=6))
        return {"distribution": distribution, "values_weeks": values}
    stay = {"distribution": distribution, "mean_weeks": draw(by_level(tenths(2, 60)))}
    if distribution in ("gamma", "lognormal", "weibull"):
        stay["sd_weeks"] = draw(tenths(1, 20))
    return stay


def destination(name):
    """Where an exit of this name leads."""
    tables = {"better": {"level_change": -1}, "worse": {"level_change": 1}}
    tables["stabilisation at 3"] = {"course": "stabilisation", "level": 3}
    return tables.get(name, name)


def exits(*names):
    return shares(*names).map(
        lambda table: [{"to": destination(n), "probability": p} for n, p in table.items()]
    )


@st.composite
def courses(draw, with_hospital):
    development = {"exits": draw(exits("self_reliant", "stabilisation", "better", "individual"))}
    if draw(st.booleans()):
        others = draw(exits("stabilisation at 3", "better", "individual"))
        development["exits"] = [{"to": "self_reliant"}, *others]
        development["dose"] = {"p_max": draw(tenths(0, 10)), "tau_weeks": 4.0, "gamma": 1.0}
    stabilisation = {"exits": draw(exits("nursing_home", "worse", "moved", "individual"))}
    tables = {
        "development": development,
        "stabilisation": stabilisation,
        "individual": {"exits": draw(exits("dead", "stabilisation"))},
    }
    for table in tables.values():
        table["hours_per_week"] = {
            "home_care": draw(by_level(tenths(1, 150))),
            "nursing": draw(tenths(0, 30)),
        }
        table["hours_sd"] = draw(tenths(0, 40))
        table["profile"] = draw(st.lists(tenths(0, 20), min_size=1, max_size=4))
        table["hazards_per_week"] = {"dead": draw(by_level(tenths(1, 3)))}
        if with_hospital:
            table["hazards_per_week"]["hospital"] = draw(tenths(1, 4))
    if with_hospital:
        tables["hospital"] = {"exits": draw(exits("resume", "dead", "stabilisation"))}
    return [
        {"name": name, "kind": name, "stay": draw(stays()), **table}
        for name, table in tables.items()
    ]


@st.composite
def team_tables(draw):
    tables = []
    for key, name in enumerate(TEAMS[: draw(st.integers(1, 3))]):
        inflow = tenths(5, 60)
        by_source = st.fixed_dictionaries(dict.fromkeys(SOURCES[:2], inflow))
        table = {"name": name, "key": 11 * key + 5}
        table["inflow_per_week"] = draw(st.one_of(inflow, by_source))
        if draw(st.booleans()):
            table["intake"] = draw(st.sampled_from(INTAKES))
        tables.append(table)
    return tables


@st.composite
def tariffs(draw, names):
    tariff = {"kind": "course_rates"}
    tariff["weekly_dkk"] = {
        name: draw(by_level(st.integers(0, 9_999).map(float))) for name in names
    }
    if draw(st.booleans()):
        lower = {"after_weeks": draw(tenths(3, 40)), "weekly_dkk": draw(tenths(0, 20_000))}
        tariff["step_down"] = {"development": lower}
    if draw(st.booleans()):
        tariff["lump_sum_dkk"] = {"development": draw(tenths(0, 90_000))}
        tariff["reopen_within_weeks"] = draw(tenths(0, 40))
    return tariff


def dated(draw, value, other):
    """A number, or the same number with another one from some later day on."""
    if not draw(st.booleans()):
        return value
    later = START + dt.timedelta(days=draw(st.integers(1, 27)))
    return [{"from": START, "value": value}, {"from": later, "value": other}]


@st.composite
def trees(draw, *, together=True, behaves=True):
    """Whole scenarios: one to three teams, two to four weeks, a few dozen citizens.

    Unless `together`, the teams share nothing that may run short; unless `behaves`, no team
    does anything but meet the need.
    """
    course_tables = draw(courses(draw(st.booleans())))
    names = [course["name"] for course in course_tables]
    teams = draw(team_tables())
    tree = {
        "schema": 1,
        "run": {"start": START, "weeks": draw(st.integers(2, 4)), "seed": draw(st.integers(0, 99))},
        "team": teams,
        "intake": {"development": 0.5, "stabilisation": 0.3, "individual": 0.2},
        "citizen": {
            "start_level": [0.1, 0.2, 0.4, 0.2, 0.1],
            "multiplier_sd": draw(by_level(tenths(0, 8))),
        },
        "course": course_tables,
        "prices": {
            "cost_per_hour_dkk": {
                "home_care": dated(draw, draw(tenths(0, 9_000)), 500.0),
                "nursing": draw(tenths(0, 9_000)),
            }
        },
        "tariff": draw(tariffs(names)),
    }
    counts = {team["name"]: {"development": 6, "stabilisation": 4} for team in teams}
    tree["run"]["initial"] = draw(st.sampled_from(["stationary", "stationary", "empty", counts]))
    tree["run"]["warm_up_weeks"] = draw(st.sampled_from([0, 0, 2]))
    ways = [way["to"] for way in course_tables[0]["exits"]]
    if "self_reliant" in ways and draw(st.booleans()):
        back = {"probability": draw(tenths(1, 9)), "after": draw(stays()), "to": "development"}
        tree["relapse"] = back
    return completed(draw, tree, together=together, behaves=behaves)


EXAMPLES = 25
MOST_RUNS = 200

_examples = {}
"""Drawn already, by the strategy's words."""

_runs = {}
"""Engine and tables, by the tree's words and the replication."""


def drawn(strategy):
    """Examples of a strategy, the same wherever they are asked for."""
    if repr(strategy) not in _examples:
        found = _examples[repr(strategy)] = []

        @seed(0)
        @settings(max_examples=EXAMPLES, phases=[Phase.generate])
        @given(strategy)
        def collect(example):
            found.append(example)

        collect()
    return _examples[repr(strategy)]


def for_every(*strategies, number=EXAMPLES):
    """Run a test on drawn examples of strategies, side by side; a fault says on which.

    A strategy with few examples begins again from its first.
    """

    def decorated(test):
        asked = list(inspect.signature(test).parameters.values())

        @functools.wraps(test)
        def tested(**fixtures):
            columns = [drawn(strategy)[:number] for strategy in strategies]
            for at in range(max(map(len, columns))):
                example = [column[at % len(column)] for column in columns]
                try:
                    test(*fixtures.values(), *copy.deepcopy(example))
                except BaseException as fault:
                    fault.add_note(f"with the example {example!r}")
                    raise

        tested.__signature__ = inspect.Signature(asked[: len(asked) - len(strategies)])
        return tested

    return decorated


def several_teams(tree):
    return len(tree["team"]) > 1


def scenario(tree):
    return restored_scenario(tree, "generated.toml")


def _ran(tree, replication):
    """Engine that has run, and its tables; run once however many tests ask."""
    key = repr(tree), replication
    if key not in _runs:
        if len(_runs) >= MOST_RUNS:
            _runs.clear()
        work = job(scenario(tree))
        found = SimpyEngine(work.parameters, seed=work.seed, replication=replication, keep_log=True)
        _runs[key] = found, in_lists(tabulated(work, found.run(), replication))
    return _runs[key]


def engine(tree, replication=0):
    """Engine that has run, with its log."""
    return _ran(tree, replication)[0]


def tables(tree, replication=0):
    return _ran(tree, replication)[1]


def tables_and_log(tree):
    found, of_it = _ran(tree, 0)
    return of_it, found.log


def rows(table, *columns):
    """Rows of a table of columns, as tuples of the named columns (all, if none are named)."""
    chosen = columns or tuple(table)
    return list(zip(*(list(table[column]) for column in chosen), strict=True))


def ore(values):
    """Money in whole øre."""
    return [round(value * 100) for value in values]
