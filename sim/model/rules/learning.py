"""How a team learns what pays, by trying one step at a time.

It holds its levers for some weeks, looks at what a week brought on average, and compares that with
what it remembers. A step that brought more is kept, any other is taken back; then it tries the
next one. It knows nothing of the tariff, of the long run or of chance.
"""

from typing import Final, NamedTuple

from sim.model.distributions import normal_quantile

_UP: Final = 0.5
"""Chance that a step goes up."""


class Trial(NamedTuple):
    """What a team tries next."""

    lever: int  # place among the levers that it may move
    direction: float  # 1 up, -1 down


def next_trial(u_lever: float, u_direction: float, free_levers: int) -> Trial:
    """Any lever that the team may move, up or down: all alike. Source: assumption."""
    direction = 1.0 if u_direction < _UP else -1.0
    return Trial(min(free_levers - 1, int(u_lever * free_levers)), direction)


def read_result(result_ore: float, cost_ore: float, u: float, noise_share: float) -> float:
    """What a team takes its weekly result for [øre]: it errs by a share of its cost.

    result + noise x cost x z, z a standard normal. Source: assumption.
    """
    if noise_share <= 0.0:
        return result_ore
    return result_ore + noise_share * cost_ore * normal_quantile(u)


def remembered(before_ore: float, result_ore: float, new_weight: float) -> float:
    """What a team remembers of what its weeks bring [øre]: older results fade.

    (1 - w) before + w result. Source: exponential smoothing; that teams remember so is an
    assumption.
    """
    return (1.0 - new_weight) * before_ore + new_weight * result_ore


def stepped(value: float, direction: float, step: float, low: float, high: float) -> float:
    """A lever one step further, within its bounds."""
    return min(high, max(low, value + direction * step))
