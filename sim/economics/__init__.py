"""What a tariff does to a team's economy: rates, explanation of a deviation, incentives.

Rates that balance begin in `rate_setting.py`: `accounts.py` holds the plain table that they are set
from, `balance.py` the rule; `expected.py` and `simulated.py` fill the table from a scenario.
"""
