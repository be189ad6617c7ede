import math

import numpy as np
import pytest
from scipy.special import ndtri

from sim.model.distributions import TABLE_REACH, normal_quantile

BULK = np.linspace(0.001, 0.999, 4_001)
LOWER = np.logspace(-300, -3, 2_000)
UPPER = 1.0 - 2.0 ** -np.arange(2, 54)
EDGES = [0.075, 0.925, math.exp(-25.0), 1.0 - math.exp(-25.0)]
"""Where the algorithm passes from the centre to the shoulder and on to the tail."""


@pytest.mark.parametrize("u", [BULK, LOWER, UPPER], ids=["bulk", "lower tail", "upper tail"])
def test_it_is_the_inverse_of_the_normal_distribution(u):
    found = [normal_quantile(float(one)) for one in u]
    np.testing.assert_allclose(found, ndtri(u), rtol=1e-14, atol=1e-16)


def test_it_has_no_jump_where_one_formula_passes_to_the_next():
    for edge in EDGES:
        beside = [math.nextafter(edge, 0.0), edge, math.nextafter(edge, 1.0)]
        found = [normal_quantile(u) for u in beside]
        np.testing.assert_allclose(found, ndtri(beside), rtol=1e-14)


def test_the_median_is_nought():
    assert normal_quantile(0.5) == 0.0


def test_it_is_odd_about_the_median():
    for u in (2.0**-40, 2.0**-8, 0.125, 0.25, 0.375):
        assert normal_quantile(1.0 - u) == pytest.approx(-normal_quantile(u), rel=1e-14)


def test_it_is_held_at_the_ends_where_the_normal_is_infinite():
    assert normal_quantile(0.0) == -TABLE_REACH
    assert normal_quantile(1.0) == TABLE_REACH


def test_it_never_falls():
    steps = np.diff([normal_quantile(u) for u in np.linspace(0.0, 1.0 - 2.0**-53, 20_001)])
    assert (steps > 0).all()
