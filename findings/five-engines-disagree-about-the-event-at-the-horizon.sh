#!/usr/bin/env bash
set -euo pipefail

# A weekly settlement runs three times in four weeks in two engines and four times in three.
#
# Guess: "run until day 28" means the same in every engine: the events of day 28 all happen, or
#   none.
# Seen (printed):
#     simpy 4.1.2      settled on days [7, 14, 21]
#     ciw 3.2.7        settled on days [7, 14, 21]
#     asimpy 0.20.0    settled on days [7, 14, 21, 28]
#     salabim 26.0.9   settled on days [7, 14, 21, 28]
#     Mesa 3.3.1       settled on days [7, 14, 21, 28]
#   SimPy and Ciw stop before the events of the last moment; salabim, Mesa's DEVSimulator and
#   asimpy, whose run(until=...) is otherwise used as SimPy's, carry them out first. Nothing says
#   so.
# Packages: simpy 4.1.2, ciw 3.2.7, asimpy 0.20.0, salabim 26.0.9, Mesa 3.3.1. Date: 2026-11-29.
# Meaning: a horizon is nearly always a whole number of weeks and settlement falls on its last
#   moment, so a model moved from one engine to another loses or gains a whole week's money (one in
#   52, and one in four of a four-week test) while everything before agrees to the last digit.
#   Compare engines at a horizon half a day past the last event, and say in words whether the last
#   moment counts; in Forløb a run goes up to, but not including, its end day.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check \
    simpy==4.1.2 ciw==3.2.7 asimpy==0.20.0 salabim==26.0.9 greenlet==3.5.3 Mesa==3.3.1

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import asimpy
import ciw
import mesa
import salabim
import simpy
from mesa.experimental.devs import DEVSimulator

WEEK, HORIZON = 7, 28


def by_simpy():
    environment, days = simpy.Environment(), []

    def settle():
        while True:
            yield environment.timeout(WEEK)
            days.append(environment.now)

    environment.process(settle())
    environment.run(until=HORIZON)
    return days


def by_ciw():
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Deterministic(WEEK)],
        service_distributions=[ciw.dists.Deterministic(0)],
        number_of_servers=[1],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(HORIZON)
    done = [record.arrival_date for record in simulation.get_all_records()]
    there = [i.arrival_date for node in simulation.nodes[1:-1] for i in node.all_individuals]
    return sorted(done + there)


def by_asimpy():
    environment, days = asimpy.Environment(), []

    class Settle(asimpy.Process):
        async def run(self):
            while True:
                await environment.timeout(WEEK)
                days.append(environment.now)

    Settle(environment)
    environment.run(until=HORIZON)
    return days


def by_salabim():
    salabim.yieldless(True)
    environment, days = salabim.Environment(), []

    class Settle(salabim.Component):
        def process(self):
            while True:
                self.hold(WEEK)
                days.append(environment.now())

    Settle()
    environment.run(till=HORIZON)
    return days


def by_mesa():
    simulator, days = DEVSimulator(), []

    class Team(mesa.Model):
        def settle(self):
            days.append(simulator.time)
            simulator.schedule_event_relative(self.settle, WEEK)

    team = Team()
    simulator.setup(team)
    simulator.schedule_event_relative(team.settle, WEEK)
    simulator.run_until(HORIZON)
    return days


seen = {
    name: [int(day) for day in run()]
    for name, run in (
        ("simpy", by_simpy),
        ("ciw", by_ciw),
        ("asimpy", by_asimpy),
        ("salabim", by_salabim),
        ("Mesa", by_mesa),
    )
}
for name, days in seen.items():
    print(f"{name + ' ' + version(name):16} settled on days {days}")

assert seen["simpy"] == seen["ciw"] == [7, 14, 21], "expected: these two leave out the last moment"
for name in ("asimpy", "salabim", "Mesa"):
    assert seen[name] == [7, 14, 21, 28], f"expected: {name} carries out the last moment"
PYTHON
