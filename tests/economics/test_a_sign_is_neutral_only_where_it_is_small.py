"""Signs of a yearly change: beyond chance, shown to be small, or hidden by chance."""

import pytest

from sim.economics.audit.changes import _sign


def figure(low, mean, high):
    return {"mean": mean, "low": low, "high": high}


@pytest.mark.parametrize(
    ("low", "mean", "high", "sign"),
    [
        (200.0, 300.0, 400.0, 1),
        (-400.0, -300.0, -200.0, -1),
        (-5.0, 1.0, 7.0, 0),  # within 10 whatever chance does
        (2.0, 4.0, 6.0, 0),  # there, and small
        (-500.0, 1.0, 502.0, None),  # wide: neither there nor small
        (None, 300.0, None, None),  # one replication bounds nothing
        (0.0, 0.0, 0.0, 0),  # the same in every run
        (0.4, 0.4, 0.4, 0),  # exact, and less than a krone
        (30.0, 30.0, 30.0, 1),  # exact
    ],
)
def test_a_sign(low, mean, high, sign):
    assert _sign(figure(low, mean, high), 10.0) == sign
