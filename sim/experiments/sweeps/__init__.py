"""Many settings of one scenario: begin with `sweep.py`."""
