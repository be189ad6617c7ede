#!/usr/bin/env bash
set -euo pipefail

# An optuna search that is taken up again with its seed tries its first points again, all of them.
#
# Guess: a study in a store that is loaded with the same seeded sampler goes on where it stopped,
#   so ten trials in two sittings are the ten trials of one.
# Seen (printed):
#     optuna 5.0.0
#     RandomSampler, one sitting of ten: 10 points
#     RandomSampler, two of five:        [0.417, 0.72, 0.0, 0.302, 0.147, 0.417, 0.72, 0.0, 0.302, 0.147]: 5 points
#     RandomSampler, seed 1 + trials:    10 points
#     TPESampler, one sitting of ten: 10 points
#     TPESampler, two of five:        [0.417, 0.72, 0.0, 0.302, 0.147, 0.417, 0.72, 0.0, 0.302, 0.147]: 5 points
#     TPESampler, seed 1 + trials:    10 points
#   The sampler's random state is not part of the study. A new sampler with seed 1 begins its
#   sequence anew; TPE does so as long as it draws at random (ten trials). The first five are paid
#   for twice.
# Package: optuna 5.0.0. Date: 2026-11-29.
# Meaning: a point is a simulation of minutes, and a search over night is stopped and taken up
#   again. Half the budget goes into points that are known, the history shows ten trials, and with
#   noisy replications and one seed a point the repeats are equal to the last digit. Derive the
#   sampler's seed from the number of finished trials, and look a point up before running it.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check optuna==5.0.0

venv/bin/python -W ignore - <<'PYTHON'
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
print("optuna", optuna.__version__)


def deficit(trial):
    return (trial.suggest_float("rate", 0, 1) - 0.3) ** 2


def sittings(sampler, trials, seeds):
    """Points tried in sittings of so many trials each, in one store."""
    store = optuna.storages.InMemoryStorage()
    optuna.create_study(study_name="rates", storage=store)
    for number, seed in zip(trials, seeds):
        optuna.load_study(study_name="rates", storage=store, sampler=sampler(seed=seed)).optimize(deficit, n_trials=number)
    return [round(trial.params["rate"], 3) for trial in optuna.load_study(study_name="rates", storage=store).trials]


for sampler in (optuna.samplers.RandomSampler, optuna.samplers.TPESampler):
    one = sittings(sampler, (10,), (1,))
    two = sittings(sampler, (5, 5), (1, 1))
    derived = sittings(sampler, (5, 5), (1, 6))
    print(f"{sampler.__name__}, one sitting of ten: {len(set(one))} points")
    print(f"{sampler.__name__}, two of five:        {two}: {len(set(two))} points")
    print(f"{sampler.__name__}, seed 1 + trials:    {len(set(derived))} points")
    assert len(set(one)) == 10, "expected: ten points in one sitting"
    assert two[:5] == two[5:], "expected: the second sitting repeats the first"
    assert len(set(derived)) == 10, "expected: a seed from the number of trials does not"
PYTHON
