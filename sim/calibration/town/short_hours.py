"""Hours above capacity: what temporary staff gave, and what was granted and not delivered.

Accounts tell both by team and period. Of what was short, the bought part is `staff.temporary_share`
of a scenario; a scenario's hours are those needed, so hours that were delivered are raised by what
was not. Periods are the units of the intervals.
"""

import math
from collections.abc import Sequence

import numpy as np

from sim.calibration.fits.estimate import Estimated, Z
from sim.calibration.fits.spread import ratio
from sim.calibration.reading.accounts import AccountPart
from sim.calibration.reading.records import Records
from sim.calibration.town.need import NeedFound

_TEMPORARY, _UNMET = "temporary_hours", "unmet_hours"


def temporary_share(accounts: Sequence[AccountPart]) -> Estimated | None:
    """Share of the hours short that was bought; None where the accounts do not tell both."""
    return _share(accounts, _TEMPORARY, (_TEMPORARY, _UNMET))


def temporary_of_delivered(accounts: Sequence[AccountPart]) -> Estimated | None:
    """Share of the delivered hours that temporary staff gave."""
    return _share(accounts, _TEMPORARY, ("hours",))


def unmet_of_needed(accounts: Sequence[AccountPart]) -> Estimated | None:
    """Share of the hours needed that was not delivered."""
    return _share(accounts, _UNMET, ("hours", _UNMET))


def unmet_per_delivered(records: Records) -> float:
    """Hours not delivered per delivered hour; 0 where hours are needed ones, or nobody tells."""
    weeks = records.mapping.values.weeks
    share = unmet_of_needed(records.accounts)
    if weeks is None or weeks.hours_are == "needed" or share is None or share.value >= 1:
        return 0.0
    return share.value / (1.0 - share.value)


def as_needed(of: NeedFound, lost: float) -> NeedFound:
    """Need of a course from what was delivered of it."""

    def raised(by_level: dict[int, Estimated]) -> dict[int, Estimated]:
        by = 1.0 + lost
        return {
            level: at._replace(value=at.value * by, low=at.low * by, high=at.high * by)
            for level, at in by_level.items()
        }

    return NeedFound({name: raised(hours) for name, hours in of.hours.items()}, raised(of.sd))


def _share(accounts: Sequence[AccountPart], part: str, whole: tuple[str, ...]) -> Estimated | None:
    """Share of one amount in others, with the interval that periods give its logit."""
    names = list(dict.fromkeys((part, *whole)))
    rows = [
        ([of.amounts[name] for name in names], of.period.name)
        for of in accounts
        if all(of.amounts.get(name) is not None for name in names)
    ]
    if not rows:
        return None
    table = np.array([amounts for amounts, _ in rows], dtype=float)
    of_all = table[:, [names.index(name) for name in whole]].sum(axis=1)
    if of_all.sum() <= 0:
        return None
    _, period = np.unique([name for _, name in rows], return_inverse=True)
    value, error = ratio(table[:, 0], of_all, period)
    return _between(value, error, len(set(period.tolist())))


def _between(value: float, log_error: float, n: int) -> Estimated:
    if not 0 < value < 1 or not math.isfinite(log_error):
        return Estimated(value, math.nan, math.nan, "", n)
    middle, reach = math.log(value / (1.0 - value)), Z * log_error / (1.0 - value)
    low, high = (1.0 / (1.0 + math.exp(-(middle + sign * reach))) for sign in (-1.0, 1.0))
    return Estimated(value, low, high, "beta", n)
