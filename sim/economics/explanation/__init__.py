"""A team's deviation split into its causes: begin with `explain.py`."""
