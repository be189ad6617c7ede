"""Studies that end before they are done, and what they keep."""

import pytest


class Killed(BaseException):
    """What no handler of a fault catches."""


@pytest.fixture
def all_at_once_on_disk(monkeypatch):
    """Nothing that was found waits for the disk."""
    monkeypatch.setattr("sim.experiments.studies.expected_store.SECONDS_AT_RISK", 0.0)
    monkeypatch.setattr("sim.experiments.sweeps.store.SECONDS_AT_RISK", 0.0)
