"""The figures of a run's page: one file each, listed in `listed.py` in the order of the page."""
