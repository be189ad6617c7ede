"""Which exit a stay takes: drawn at its end, or first where the length hangs on it."""

from sim.model.events.answers import CERTAIN, DOSED_SHARE_RULE, checked
from sim.model.events.lookups import Model


def drawn_exit(model: Model, place: tuple[int, int, int], p_dosed: float, u: float) -> int:
    """Exit of a stay, by period, course and level.

    The one that a dose decides has the chance `p_dosed`, and the others share what it leaves.
    """
    network, (period, course, level) = model.parameters.network, place
    stated = network.exit_probability
    dosed = network.dose_exit[course]
    below = 0.0
    last = 0
    for k in range(network.exit_to.shape[1]):
        share = stated[period, course, level, k]
        if k == dosed:
            share = p_dosed
        elif dosed >= 0:
            beside = stated[period, course, level, dosed]
            share = checked(
                model.refused,
                DOSED_SHARE_RULE,
                model.rulebook.dosed_share(share, beside, p_dosed),
                CERTAIN,
            )
        below += share
        if share > 0.0:
            last = k
        if u < below:
            return k
    return last


def exit_of_age(model: Model, entry: int, u: float) -> int:
    """Exit to which a stay found in progress leads, at an entry of the start's tables."""
    bounds = model.parameters.start.exit_bounds
    last: int = bounds.shape[1] - 1
    for k in range(last):
        if u < bounds[entry, k]:
            return k
    return last
