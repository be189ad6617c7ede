"""Searches: settings that serve an aim under limits. Begin with `search.py`."""
