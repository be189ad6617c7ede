"""Replications over processes: begin with `simulate.py`."""
