"""From a TOML file to a scenario that is known to run; begin with `reading.py`."""
