#!/usr/bin/env bash
set -euo pipefail

# A sum of hours that is an output of a cimba model is no number, unless the model sets it to 0 first.
#
# Guess: an output of type float begins at 0.0, as a parameter has a default and as a fresh counter does
#   in other engines; a model that adds 10 hours a day to it for 5 days ends at 50 in each replication.
# Seen (printed):
#     cimba 0.9.6
#     added to alone:   [nan, nan, nan]
#     set to 0.0 first: [50.0, 50.0, 50.0]
#   Neither compiling nor running says a word.
# Package: cimba 0.9.6. Date: 2026-11-30.
# Meaning: a port of a care model from SimPy, where `self.hours = 0.0` stands in the constructor and is easily left
#   out here, gives NaN for every team and replication; what is made of it downstream (an interval, a share of
#   deficits counted as `deviation < 0`, which is 0) looks like an answer. Set every output in a method marked
#   `on_start`, and refuse results that are not finite.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check cimba==0.9.6

cat >model.py <<'PYTHON'
import importlib.metadata

import cimba as cb
import numpy as np


class AddedTo(cb.Model):
    hours: cb.Output[float]

    @cb.process
    def care(self):
        for _ in range(5):
            cb.hold(1.0)
            self.hours += 10.0


class SetFirst(cb.Model):
    hours: cb.Output[float]

    @cb.on_start
    def begin(self):
        self.hours = 0.0

    @cb.process
    def care(self):
        for _ in range(5):
            cb.hold(1.0)
            self.hours += 10.0


def hours(model):
    window = cb.Window(duration=6.0)
    done = cb.Experiment(model, replications=3, window=window, seed=1).run()[model]
    return [float(each) for each in np.ravel(done.hours)]


if __name__ == "__main__":
    print("cimba", importlib.metadata.version("cimba"))
    alone, first = hours(AddedTo()), hours(SetFirst())
    print("added to alone:  ", alone)
    print("set to 0.0 first:", first)
    assert all(value != value for value in alone), "expected: no number in any replication"
    assert first == [50.0, 50.0, 50.0], "expected: five days of ten hours"
PYTHON
venv/bin/python -W ignore model.py
