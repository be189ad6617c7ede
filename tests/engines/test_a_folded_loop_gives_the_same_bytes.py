"""What is taken for granted of a scenario changes no number: the general loop is the judge.

A feature that is off is not there in a folded loop. Every shipped scenario and every small one runs
in both, with its own structure; compiling each of them takes minutes, so here the knowledge itself is
held against the tables, and the bytes of one structure of each kind; `tests/benchmarks/folding.py`
compares all of them.
"""
