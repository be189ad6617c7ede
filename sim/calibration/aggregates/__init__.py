"""A scenario from tables of counts and amounts, where there are no records of citizens.

`long.py` reads a table as it is published, `grouped.py` stays in groups, `targets.py` makes of them
what the scenario must meet, `free.py` names the numbers that may move, `twin.py` says what they
come to, `fitted.py` finds those that meet the tables, and how far each is still open.
"""
