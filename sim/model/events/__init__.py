"""The events of the model, said once: begin with `happen.py`.

`kinds.py` orders them, `first.py` says what is due at the start, `lookups.py` what several ask.
Then one folder a subject: `lives/` for a citizen, `queues/` for places that are too few, `week/`
for a team's seventh day.

The events are plain Python, and also what numba compiles. It rules their style, here and nowhere
else in the model:

- A value keeps one type: `int(…)` and `float(…)` stand where a table's number would change it.
- No loop over a tuple whose entries differ in type, no dictionary, no exception, no `*args`.
- No `None` where a number is expected: -1, `FAR` or `-1e300` stand for nobody, never, no limit.
- Long `if` chains are cut in halves: each branch is inlined, and compiling takes longer by more.
- Tables are read by plain indices; slices and fancy indexing make arrays that must be counted.
- `round`, `int ** -int` and sums of uint64 with int64 differ from Python's and are not used.
"""
