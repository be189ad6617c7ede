"""What a citizen needs in a week."""

from sim.model.distributions import mean_one_lognormal, poisson_quantile


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


def contacts(u: float, mean: float) -> int:
    """Nursing contacts in some days of need: a Poisson number.

    `mean` is need [hours] x 60 / minutes of a contact. Source: design, "Nursing comes as
    contacts (Poisson)".
    """
    return poisson_quantile(u, mean)


def is_individual(expected_hours: float, from_hours: float) -> bool:
    """Whether the needs assessment puts a citizen in an individual course.

    `expected_hours` is the mean need in the course otherwise due x the need multiplier [hours a
    week]. Source: Progressionsbaseret styring, "meget stort plejebehov"; the threshold is the
    scenario's.
    """
    return expected_hours >= from_hours
