"""Replications over processes, the results folder and its summary; read `running.py` first."""
