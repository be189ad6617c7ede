"""Studies of what an answer hangs on: begin with `numbers.py`, then `uncertain.py`."""
