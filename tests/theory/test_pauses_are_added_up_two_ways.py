"""Days of a stay and their pauses on the calendar: by table and by Horner's scheme."""

import numpy as np
import pytest

from sim.theory.network import descendants

PAUSE = np.array([0.90, 0.0, 0.04, 0.0, 0.06])
BY_AGE = np.array([1.0, 0.5, 0.25, 0.0, 2.0])


def by_hand(days):
    """Each age's value on the day that its stay and pauses take, pause by pause."""
    found = np.zeros(days)
    taken = {0: 1.0}
    for value in BY_AGE:
        for day, chance in taken.items():
            if day < days:
                found[day] += value * chance
        longer = {}
        for day, chance in taken.items():
            for pause, share in enumerate(PAUSE):
                later = day + 1 + pause
                longer[later] = longer.get(later, 0.0) + chance * share
        taken = longer
    return found


@pytest.mark.parametrize("days", [5, 9, 40])
def test_table_and_scheme_agree_with_arithmetic(days, monkeypatch):
    by_table = descendants.descendants_of(BY_AGE, PAUSE, days).after
    monkeypatch.setattr(descendants, "_LONGEST_TABLE", 0)
    by_scheme = descendants.descendants_of(BY_AGE, PAUSE, days).after
    np.testing.assert_allclose(by_table, by_hand(days), rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(by_scheme, by_hand(days), rtol=1e-13, atol=1e-16)
