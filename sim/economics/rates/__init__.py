"""Rates that balance: begin with `balancing.py`; `balance.py` is the rule."""
