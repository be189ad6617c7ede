"""What is true: terms, units, parameters, state, draws, rules and events, written once.

Read `rulebook.py` for the rules and `events/happen.py` for the order in which they are asked.
"""
