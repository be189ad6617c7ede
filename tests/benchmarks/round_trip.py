"""Whether records made from a known scenario give that scenario back, over many worlds.

    python tests/benchmarks/round_trip.py [WORLDS] [FIRST] [MONEY]

MONEY is 2 for all of the below, 1 without the interval of `--expectation` (which estimates all 20
times more), 0 for single numbers alone.

Each world is another chance of the scenario below: two years of records of those in care at the
start and those who come, cut at both ends, 3 % of the rows dirty. Calibrated, each number has an
interval; the table says how many of them hold the truth, by kind of number, and how often the
true mean deviation lies in the interval that `calibrate --expectation` gives for that of the
calibrated scenario, and in the chance band that `theory` gives for it.
"""

import json
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path

import numpy as np

import sim
from sim.calibration.calibrate import calibrate
from sim.calibration.synthesis.written import synthesise

TRUTH = """
schema = 1
[run]
start = 2024-01-01
weeks = 104
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = { first_contact = 2.5, hospital_discharge = 1.2 }
[[team]]
name = "Syd"
inflow_per_week = { first_contact = 1.5, hospital_discharge = 0.8 }
[intake]
first_contact = { development = 0.8, stabilisation = 0.2 }
hospital_discharge = { development = 0.6, stabilisation = 0.4 }
[citizen]
start_level = [0.0, 0.6, 0.4, 0.0, 0.0]
multiplier_sd = 0.6
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = [2, 2, 4, 4, 4], training = 1.5 }
hours_sd = 1.5
exits = [
  { to = "self_reliant", probability = [0.6, 0.6, 0.3, 0.3, 0.3] },
  { to = "stabilisation", probability = [0.4, 0.4, 0.7, 0.7, 0.7] },
]
hazards_per_week = { hospital = 0.015, dead = 0.003 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay.distribution = "lognormal"
stay.mean_weeks = [30, 30, 24, 24, 24]
stay.sd_weeks = [24, 24, 20, 20, 20]
hours_per_week = { home_care = [1.5, 1.5, 5, 5, 5], nursing = 0.5 }
hours_sd = 1.0
exits = [
  { to = { level_change = 1 }, probability = [0.3, 0.3, 0.0, 0.0, 0.0] },
  { to = "development", probability = 0.2 },
  { to = "nursing_home", probability = [0.3, 0.3, 0.6, 0.6, 0.6] },
  { to = "moved", probability = 0.2 },
]
hazards_per_week = { hospital = 0.015, dead = [0.003, 0.003, 0.006, 0.006, 0.006] }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 1.5, sd_weeks = 1 }
exits = [ { to = "resume", probability = 0.95 }, { to = "dead", probability = 0.05 } ]
[relapse]
probability = 0.3
after = { distribution = "exponential", mean_weeks = 20 }
to = "development"
[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 480, training = 430 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2400, stabilisation = 1500, hospital = 0 }
"""

DIRT = 0.03
WEEKS = 104
LEVELS = (1, 2)
KINDS = {
    "inflow_per_week": "inflow by team and source",
    "intake": "first course",
    "start_level": "level of new citizens",
    "multiplier_sd": "need between citizens, sd",
    "hours_sd": "need from week to week, sd",
    "hours_per_week": "mean hours",
    "mean_weeks": "mean stay",
    "sd_weeks": "sd of the stay",
    "probability": "exits",
    "hazards_per_week": "hazards",
    "relapse": "returns",
}

EVERY = "all of these"
SAID = "mean deviation, by `calibrate --expectation`"
CHANCE = "mean deviation, in the chance band of `theory` over two years"
ALL = 2
"""How much of the money is asked."""


def kind_of(key):
    found = "relapse" if key.startswith("relapse") else next(k for k in KINDS if k in key)
    return KINDS[found]


def at_level(value, level):
    return value[level] if isinstance(value, list) else value


def covered(truth, found):
    """By key and level: whether the interval holds the truth."""
    true = {row.key: row.value for row in truth.ledger}
    answers = {}
    for row in found.ledger:
        if row.status != "measured" or row.low is None:
            continue
        known = true_value(row.key, true)
        if known is None:
            continue
        for level in LEVELS if isinstance(row.value, list) else (0,):
            low, high = at_level(row.low, level), at_level(row.high, level)
            answers[row.key, level] = low <= at_level(known, level) <= high
    return answers


def true_value(key, true):
    """The truth of a key; exits stand in another order: `covered_exits` looks at those."""
    if ".exits[" in key:
        return None
    return true.get(key)


def exits_of(scenario):
    found = {}
    for course in scenario.tree["course"]:
        for row in course["exits"]:
            to = row["to"]
            name = json.dumps(to, sort_keys=True) if isinstance(to, dict) else to
            found[course["name"], name] = row["probability"]
    return found


def covered_exits(truth, found):
    answers, true = {}, exits_of(truth)
    for place, said in exits_of(found).items():
        known = true.get(place)
        if known is None:
            continue
        for level in LEVELS:
            low, high = at_level(said["low"], level), at_level(said["high"], level)
            if at_level(known, level) not in (0.0, 1.0):
                answers[(*place, "probability"), level] = low <= at_level(known, level) <= high
    return answers


def deviation(scenario):
    """Mean deviation of a week in the long run: that of `theory` from a stationary start."""
    parameters = sim.started(scenario, sim.STANDARD_RULES)
    solved = sim.steady(parameters, sim.STANDARD_RULES, parameters.behaviour.reference)
    return float(solved.surplus.sum()) / 100


def world(truth, number, *, money=ALL):
    """What one world's calibration covers, by kind; and the intervals of its deviation."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "records"
        synthesise(truth, WEEKS, place, dirt=DIRT, replication=number)
        found = calibrate(place, expectation=money == ALL)
    answers = {**covered(truth, found.scenario), **covered_exits(truth, found.scenario)}
    if not money:
        return answers, {}
    chance = sim.expectation(found.scenario).tree["total"]["deviation_dkk"]
    weeks = found.scenario.values.run.weeks
    bands = {CHANCE: (chance["low"] / weeks, chance["high"] / weeks)}
    if money == ALL:
        said = found.tree["expectation"]["total"]
        bands[SAID] = (said["low"], said["high"])
    return answers, bands


def truth_in(folder):
    place = Path(folder) / "truth.toml"
    place.write_text(TRUTH, encoding="utf-8")
    return sim.load_scenario(place)


def main(worlds=200, first=0, money=ALL):
    with tempfile.TemporaryDirectory() as folder:
        truth = truth_in(folder)
        true, started = deviation(truth), time.process_time()
        tally = defaultdict(lambda: defaultdict(list))
        for number in range(first, first + worlds):
            answers, bands = world(truth, number, money=money)
            for (key, level), holds in answers.items():
                name = kind_of(key if isinstance(key, str) else key[-1])
                for told_as in (name, f"{key} {level}", EVERY):
                    tally[told_as][number].append(holds)
            for name, (low, high) in bands.items():
                tally[name][number].append(low <= true <= high)
            if number % 10 == 9:
                print(f"# {number + 1}: {time.process_time() - started:.0f} s", file=sys.stderr)
    told(tally)
    kinds = {*KINDS.values(), EVERY, SAID, CHANCE}
    single = {k: np.mean([*chain(*of.values())]) for k, of in tally.items() if k not in kinds}
    worst = sorted((m, k) for k, m in single.items())[:25]
    print("# lowest:", *(f"{k}: {m:.1%}" for m, k in worst), sep="\n# ", file=sys.stderr)


def told(tally):
    """The table; intervals of one world hang together, so the standard error is over worlds."""
    print("| number | intervals | hold the truth | SE |\n| --- | --- | --- | --- |")
    for name in (*KINDS.values(), EVERY, SAID, CHANCE):
        each = [(sum(of), len(of)) for of in tally[name].values()]
        if each:
            held, of = np.array(each, float).T
            share = held.sum() / of.sum()
            spread = np.sqrt(((held - share * of) ** 2).sum()) / of.sum()
            print(f"| {name} | {int(of.sum()):,} | {share:.1%} | {spread:.1%} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
