"""starsim without its keyed draws: the same model, numbers as they come.

Faster, but a citizen more moves everybody else's draws; its manual says so.
"""

import starsim
import starsim_keyed
from network import Network, Totals

starsim.options.crn = False


def run(network: Network, weeks: int, scale: float, seed: int) -> Totals:
    """Sums of one run."""
    return starsim_keyed.run(network, weeks, scale, seed)
