"""Hospital stays that are resumed, from a stationary start: the means, and the sd of a week."""

from comparisons import Comparisons
from uncongested import HOSPITAL


class TestHospitalStays(Comparisons):
    text = HOSPITAL
    teams = 3_300
    entries_bias = 0.015  # hospital stays come unforeseen
