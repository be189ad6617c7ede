"""Replications on many machines, by Dask (extra `cluster`): begin with `outcomes.py`."""
