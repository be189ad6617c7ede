"""Every number of a scenario, where it comes from and what uses it: begin with `rows.py`."""
