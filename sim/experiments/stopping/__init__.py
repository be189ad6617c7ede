"""How many replications are enough: begin with `until.py`."""
