import pytest

from sim.model.units import nearest, whole_days


@pytest.mark.parametrize(
    ("quantity", "whole"),
    [
        (0.0, 0),
        (0.49, 0),
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (-0.5, 0),
        (-0.51, -1),
        (1e12 + 0.5, 10**12 + 1),
    ],
)
def test_quantities_go_to_the_nearest_whole_number_and_halves_up(quantity, whole):
    assert nearest(quantity) == whole


@pytest.mark.parametrize(
    ("days", "whole"), [(0.0, 1), (0.2, 1), (1.49, 1), (1.5, 2), (55.5, 56), (56.0, 56)]
)
def test_a_stay_is_of_whole_days_and_at_least_one(days, whole):
    assert whole_days(days) == whole


def test_rounded_amounts_are_whole_numbers_of_python():
    assert type(nearest(2.0)) is int
