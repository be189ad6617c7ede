"""Hospital stays that are resumed, from empty: the means, and the sd of a week."""

from comparisons import Comparisons
from uncongested import HOSPITAL


class TestHospitalStays(Comparisons):
    text = HOSPITAL.replace('"stationary"', '"empty"')
    teams = 3_200
    entries_bias = 0.015  # hospital stays come unforeseen
