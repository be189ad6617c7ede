"""Replications in memory: begin with `prepare.py`."""
