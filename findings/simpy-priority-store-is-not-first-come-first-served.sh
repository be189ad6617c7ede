#!/usr/bin/env bash
set -euo pipefail

# SimPy's PriorityStore hands out items of equal priority in an order of its own.
#
# Guess: among equals the one that came first goes first, as in SimPy's PriorityResource and in
#   every waiting list.
# Seen (printed):
#     simpy 4.1.2
#     PriorityStore, all of priority 2: [1, 3, 7, 10, 9, 6, 8, 5, 2, 4]
#     PriorityStore, (priority, day):   [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
#     PriorityResource, priority 2:     [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
#   The store is a plain binary heap that compares the priority only; taking the first item moves
#   the last one to the front. PriorityResource also compares the time of the request and is
#   in order.
# Package: simpy 4.1.2. Date: 2026-11-29.
# Meaning: a waiting list for nursing-home places or clinic slots by need level has few levels and
#   so mostly equals. Mean waits stay the same, but the longest wait, the share that waits past
#   the guarantee and "who was first" are wrong, and the error grows with the queue. Put the
#   day and a running number into the compared value, or keep the queue in the model's own
#   state, as Forløb does.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check simpy==4.1.2

venv/bin/python - <<'PYTHON'
import simpy

print("simpy", simpy.__version__)
CITIZENS = list(range(1, 11))


def store_order(item):
    environment = simpy.Environment()
    waiting, served = simpy.PriorityStore(environment), []

    def clinic():
        for day, citizen in enumerate(CITIZENS):
            yield waiting.put(item(day, citizen))
        for _ in CITIZENS:
            served.append((yield waiting.get()).item)

    environment.process(clinic())
    environment.run()
    return served


def resource_order():
    environment = simpy.Environment()
    nurse, served = simpy.PriorityResource(environment), []

    def visit(citizen):
        with nurse.request(priority=2) as turn:
            yield turn
            served.append(citizen)
            yield environment.timeout(1)

    for citizen in CITIZENS:
        environment.process(visit(citizen))
    environment.run()
    return served


equals = store_order(lambda day, citizen: simpy.PriorityItem(2, citizen))
by_day = store_order(lambda day, citizen: simpy.PriorityItem((2, day), citizen))
print("PriorityStore, all of priority 2:", equals)
print("PriorityStore, (priority, day):  ", by_day)
print("PriorityResource, priority 2:    ", resource_order())

assert equals[0] == 1 and sorted(equals) == CITIZENS, "expected: everybody is served once, the first one first"
assert equals != CITIZENS and equals[1] != 2, "expected: the second to come is not the second served"
assert by_day == CITIZENS, "expected: with the day in the priority the order holds"
assert resource_order() == CITIZENS, "expected: PriorityResource keeps the order"
PYTHON
