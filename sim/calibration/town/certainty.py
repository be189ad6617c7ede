"""What `theory` makes of a calibrated scenario, and how surely: the deviation with its interval.

The intervals of single numbers do not add up to it: the same citizens stand behind the hours of
every service and course, so their errors go together. Citizens are put into groups at random and
each group is left out in turn (delete-a-group jackknife). What a group makes of the deviation then
varies by how many citizens it has too, so the chance of how many come is in the interval.
Source: Kott, Journal of Official Statistics 2001; Efron and Stein, Annals of Statistics 1981.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.estimate import LEVEL, Estimated
from sim.calibration.reading.faults import RecordsError
from sim.calibration.reading.mapping import Mapping
from sim.calibration.reading.records import Records
from sim.calibration.town.courses import CourseFound, exit_laws
from sim.calibration.town.town import CalibratedTown, KnownForms, town
from sim.experiments.expectation import expectation
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.files.canonical import json_tree
from sim.scenario.reading import restored_scenario

Floats = npt.NDArray[np.float64]

GROUPS: Final = 20
"""Source: assumption; t with 19 degrees of freedom is 7 % wider than the normal."""
_KEY: Final = 20_011
"""Of the draw that puts citizens into groups: the same records, the same groups."""


class DeviationFound(NamedTuple):
    """Mean deviation a week [DKK], by team and in all."""

    total: Estimated
    teams: dict[str, Estimated]


def expected_deviation(
    records: Records, found: CalibratedTown, smallest: int
) -> DeviationFound | None:
    """Expected deviation of the calibrated scenario, with an interval over citizens.

    None where the twin cannot say it (limited staff, behaviour), or a group is all that there is
    of something, so that no scenario is left without it.
    """
    names = found.arrivals.teams
    whole = weekly_deviation(found.tree)
    if whole is None:
        return None
    fixed = _with_laws(records, found)
    known = KnownForms(found.seasons, {of.name: exit_laws(of) for of in found.courses})
    without = [_left(part, smallest, known) for part in _parts(fixed)]
    if not all(one is not None and set(one) == set(whole) for one in without):
        return None
    table = np.array([[one[name] for name in names] for one in without if one is not None])
    totals = table.sum(axis=1)
    n = len({stay.spell.citizen for stay in records.stays})
    return DeviationFound(
        _interval(sum(whole.values()), totals, n),
        {name: _interval(whole[name], table[:, row], n) for row, name in enumerate(names)},
    )


def weekly_deviation(tree: dict[str, Any]) -> dict[str, float] | None:
    """Mean deviation a week by team [DKK], by the twin; None where it cannot say it."""
    scenario = restored_scenario(json_tree(tree), Path("town.toml"))
    solved = expectation(scenario, moments="mean").tree
    if solved["moves_the_mean"]:
        return None
    means = {row["team"]: row["deviation_dkk"] for row in solved["teams"]}
    return {
        team: float(of["mean"]) / solved["weeks"]
        for team, of in means.items()
        if of is not None and of["mean"] is not None
    }


def _left(records: Records, smallest: int, known: KnownForms) -> dict[str, float] | None:
    """Deviation without a group; whether there is a season, and which, is no part of chance."""
    try:
        return weekly_deviation(town(records, smallest, known).tree)
    except (RecordsError, ScenarioError):
        return None


def _with_laws(records: Records, found: CalibratedTown) -> Records:
    """The same with each stay's law as it was found: which law it is, is no part of chance."""
    values = records.mapping.values
    laws = {of.name: _law(of) for of in found.courses}
    courses = {name: of.model_copy(update=laws.get(name, {})) for name, of in values.course.items()}
    fixed = values.model_copy(update={"course": courses})
    return records._replace(mapping=Mapping(records.mapping.path, fixed))


def _law(of: CourseFound) -> dict[str, Any]:
    """How a mapping asks for the stays of a course as they were found."""
    return {"law": of.stay.law, "stay_by_exit": of.by_exit is not None}


def _parts(records: Records) -> Iterator[Records]:
    """The records without each group."""
    names = list(dict.fromkeys(stay.spell.citizen for stay in records.stays))
    luck = np.random.Generator(np.random.Philox(key=_KEY))
    group = dict(zip(names, luck.integers(0, GROUPS, len(names)).tolist(), strict=True))
    for left_out in range(GROUPS):
        stays = [s for s in records.stays if group[s.spell.citizen] != left_out]
        yield records._replace(stays=stays)


def _interval(value: float, without: Sequence[float] | Floats, n: int) -> Estimated:
    """Value and t-interval; each group's part of the value is what it falls by without it."""
    from scipy.stats import t

    parts = np.asarray(without)
    spread = float(((parts - parts.mean()) ** 2).sum()) * GROUPS / (GROUPS - 1)
    reach = float(t.ppf((1.0 + LEVEL) / 2.0, GROUPS - 1)) * math.sqrt(spread)
    return Estimated(value, value - reach, value + reach, "normal", n)
