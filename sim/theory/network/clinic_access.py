"""Citizens by whether the nursing clinic is within their reach, which holds for life."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Parameters


class ClinicAccess(NamedTuple):
    """A share of the citizens, and the scenario in which the clinic is as near to all of them."""

    share: float
    parameters: Parameters


def by_clinic_access(parameters: Parameters) -> list[ClinicAccess]:
    """Citizens who reach the clinic at the same levels; all of them together without a clinic.

    A citizen reaches it where their uniform lies below the level's probability, so those whose
    uniform lies between the same two probabilities are alike.
    """
    clinic = parameters.clinic
    if not clinic.is_open or not clinic.share.any():
        return [ClinicAccess(1.0, parameters)]
    bounds = np.unique([0.0, 1.0, *np.clip(clinic.reachable, 0.0, 1.0).ravel()])
    return [
        ClinicAccess(
            float(high - low),
            parameters._replace(
                clinic=clinic._replace(reachable=(clinic.reachable > low).astype(float))
            ),
        )
        for low, high in pairwise(bounds)
    ]
