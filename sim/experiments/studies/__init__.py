"""Studies of what an answer hangs on: begin with `ranged.py`, then `uncertain.py`."""
