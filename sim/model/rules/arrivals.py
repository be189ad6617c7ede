"""How many citizens come on a day."""

from sim.model.distributions import poisson_quantile


def arrivals(u: float, mean: float) -> int:
    """Poisson number of citizens with this mean.

    It rises with `mean` at the same `u`: a scenario with a larger inflow gets the same citizens
    and some more.
    """
    return poisson_quantile(u, mean)
