#!/usr/bin/env bash
set -euo pipefail

# In SimPy a citizen put into a Store goes to a request that gave up days before, and is gone.
#
# Guess: after "get or three days, whichever comes first", the get that lost is over. What comes
#   into the store later is there for the next one who asks.
# Seen (printed):
#     simpy 4.1.2
#     cancel: False: taken in [], still in the store [], requests waiting 1
#     cancel: True: taken in [('Syd', 'citizen 1', 6)], still in the store [], requests waiting 0
#   The losing get stays in the store's queue and takes the next item. Nobody holds that event any
#   more, so the item is in no list: not in the store, not with a team. The next to ask waits
#   for ever, and env.run() ends as if all were well. Only get.cancel() takes it back.
# Package: simpy 4.1.2. Date: 2026-11-29.
# Meaning: a team that looks for a citizen to take in for three days and then does something else
#   swallows the next referral. "Present + arrivals = present + left" no longer holds, and the
#   loss looks like shorter queues. Cancel what lost the race; count citizens in against
#   citizens out in every run, as Forløb's verify does, also in extra processes that
#   researchers add to the SimPy engine.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check simpy==4.1.2

venv/bin/python - <<'PYTHON'
import simpy

print("simpy", simpy.__version__)


def run(cancels):
    environment = simpy.Environment()
    referrals, taken = simpy.Store(environment), []

    def impatient():
        asked = referrals.get()
        answer = yield asked | environment.timeout(3)
        if asked in answer:
            taken.append(("Nord", answer[asked], environment.now))
        elif cancels:
            asked.cancel()

    def hospital():
        yield environment.timeout(5)
        yield referrals.put("citizen 1")

    def patient():
        yield environment.timeout(6)
        taken.append(("Syd", (yield referrals.get()), environment.now))

    for process in (impatient, hospital, patient):
        environment.process(process())
    environment.run()
    return taken, list(referrals.items), len(referrals.get_queue)


for cancels in (False, True):
    taken, left, waiting = run(cancels)
    print(f"cancel: {cancels}: taken in {taken}, still in the store {left}, requests waiting {waiting}")

assert run(False) == ([], [], 1), "expected: the citizen is with nobody and in no list, Syd waits for ever"
assert run(True) == ([("Syd", "citizen 1", 6)], [], 0), "expected: with cancel Syd takes the citizen on day 6"
PYTHON
