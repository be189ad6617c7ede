"""Values changed without reading a scenario again: begin with `patchable.py`."""
