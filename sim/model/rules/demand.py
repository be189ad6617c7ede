"""What a citizen needs in a week."""

from sim.model.distributions import mean_one_lognormal


def multiplier(u: float, sigma: float) -> float:
    """Need multiplier of a citizen: lognormal with mean exactly 1.

    `u` is the citizen's rank for life; `sigma` may differ by functional level, so the person
    who needs most at one level needs most at the next.
    """
    return mean_one_lognormal(u, sigma)


def weekly_factor(u: float, sigma: float) -> float:
    """Factor of one week, the same for all services: lognormal with mean exactly 1."""
    return mean_one_lognormal(u, sigma)


def need(mean_hours: float, person: float, week: float, profile: float) -> float:
    """Need of one service [hours a week].

    mean x need multiplier x weekly factor x share of the mean in this week of the course.
    """
    return mean_hours * person * week * profile
