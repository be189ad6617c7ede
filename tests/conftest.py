"""What all tests share: hypothesis draws the same examples every time, everywhere."""

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, database=None, deadline=None)
settings.load_profile("same everywhere")
