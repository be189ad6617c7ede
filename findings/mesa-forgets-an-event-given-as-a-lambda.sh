#!/usr/bin/env bash
set -euo pipefail

# Mesa never runs an event that was planned with a lambda, a partial or a closure.
#
# Guess: an event in the simulator's list holds what it shall call, so each planned event runs, and
#   one that cannot run raises.
# Seen (printed):
#     Mesa 3.3.1
#     planned: ['lambda', 'partial', 'closure', 'method of a visit', 'method of the team']
#     ran:     ['method of the team']
#     time at the end: 10, errors: 0
#   The simulator holds only a weak reference to the function. What nobody else holds is gone when
#   its time comes; the event is then passed over without a word. A method of the model itself
#   runs, and so does a function at the top of a module.
# Package: Mesa 3.3.1. Date: 2026-11-29.
# Meaning: "in three days, let this citizen be visited" is most easily written as a lambda or as a
#   method of a small visit object. No visit takes place, hours are zero and the run ends as if all
#   were well; a test that plans events with the model's own methods passes. Plan with methods of
#   objects that the model holds (and give what differs as function_args), and count events carried
#   out against events planned.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check Mesa==3.3.1

venv/bin/python -W ignore - <<'PYTHON'
from functools import partial

import mesa
from mesa.experimental.devs import DEVSimulator

print("Mesa", mesa.__version__)


class Team(mesa.Model):
    def __init__(self):
        super().__init__()
        self.ran = []

    def visit(self):
        self.ran.append("method of the team")


class Visit:
    def __init__(self, team):
        self.team = team

    def go(self):
        self.team.ran.append("method of a visit")


def plan(simulator, team):
    def closure():
        team.ran.append("closure")

    simulator.schedule_event_absolute(lambda: team.ran.append("lambda"), 1)
    simulator.schedule_event_absolute(partial(team.ran.append, "partial"), 2)
    simulator.schedule_event_absolute(closure, 3)
    simulator.schedule_event_absolute(Visit(team).go, 4)
    simulator.schedule_event_absolute(team.visit, 5)


team, simulator = Team(), DEVSimulator()
simulator.setup(team)
plan(simulator, team)
simulator.run_until(10)
print("planned:", ["lambda", "partial", "closure", "method of a visit", "method of the team"])
print("ran:    ", team.ran)
print(f"time at the end: {simulator.time}, errors: 0")

assert team.ran == ["method of the team"], "expected: only the model's own method runs"
PYTHON
