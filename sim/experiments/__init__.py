"""Runs and what is made of them: read `running/simulate.py`, then `folder/` and `summary/`."""
