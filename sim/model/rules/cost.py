"""What delivered care costs the team."""

from sim.model.units import MINUTES_PER_HOUR


def cost(minutes: float, price_ore_per_hour: float) -> float:
    """Cost of the minutes of one service [øre, not rounded].

    The hourly price holds absence, driving, meetings and documentation.
    Source: Odense's course rates 2019-20 (Bilag 13), hourly prices.
    """
    return minutes * price_ore_per_hour / MINUTES_PER_HOUR


def temporary_cost(worth_ore: float, premium: float) -> float:
    """Cost of temporary hours [øre, not rounded]: their worth at the hourly price x a premium.

    Source: evidence, temporary staff at 1.35 times the own hour (judged).
    """
    return worth_ore * premium
