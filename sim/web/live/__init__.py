"""Runs in the background: `run.py` takes one forward, `queue.py` says whose turn it is."""
