"""Who gives the care, and what they cost."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from sim.model.parameters import Ints, Staff
from sim.model.terms import PROFESSIONS, SERVICES
from sim.model.units import ORE_PER_DKK
from sim.scenario import schema
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema.scenario import Values

NOBODY = schema.StaffTable(hours_per_week=37.0, temporary_share=0.0, temporary_premium=0.0)
_NO_PROFESSION = schema.ProfessionTermsTable(
    pay_per_hour_dkk=0.0, absence_share=0.0, user_facing_share=0.0
)
_NO_EFFECT = schema.EffectTable(supervision_tau_hours=1.0)
_NO_CONSEQUENCE = schema.UnmetRaisesTable()


def staff(periods: Sequence[Values]) -> Staff:
    """Staff of each team; without any, nobody and no limit."""
    given = [v.staff or NOBODY for v in periods]
    effect = [s.effect or _NO_EFFECT for s in given]
    raised = [
        s.unmet_raises or v.behaviour.unmet_raises or _NO_CONSEQUENCE
        for s, v in zip(given, periods, strict=True)
    ]
    return Staff(
        is_limited=periods[0].staff is not None,
        full_time_equivalents=each(periods, posts),
        hours_per_week=np.array([s.hours_per_week for s in given]),
        absence=each(periods, partial(_of_professions, "absence_share")),
        user_facing=each(periods, partial(_of_professions, "user_facing_share")),
        pay_ore_per_hour=ORE_PER_DKK * each(periods, partial(_of_professions, "pay_per_hour_dkk")),
        gives=gives(given[0]),
        temporary_share=np.array([s.temporary_share for s in given]),
        temporary_premium=np.array([s.temporary_premium for s in given]),
        supervision_hours=np.array([s.supervision_hours_per_week for s in given]),
        supervision_ore_per_hour=np.array(
            [ORE_PER_DKK * (s.supervision_cost_per_hour_dkk or 0.0) for s in given]
        ),
        recommended_mix=np.array([entries(e.recommended_mix, PROFESSIONS) for e in effect]),
        mix_loss=np.array([e.mix_loss for e in effect]),
        supervision_gain=np.array([e.supervision_gain for e in effect]),
        supervision_tau_hours=np.array([e.supervision_tau_hours or 1.0 for e in effect]),
        admissions_raised=np.array([r.admissions for r in raised]),
        relapses_raised=np.array([r.relapses for r in raised]),
    )


def posts(values: Values) -> list[list[float]]:
    """Full-time equivalents, [T, J]: a team's own, or those of every team."""
    common = (values.staff or NOBODY).full_time_equivalents
    teams = [values.team[row] for row in teams_by_key(values)]
    own = [team.full_time_equivalents for team in teams]
    return [entries(common if mine is None else mine, PROFESSIONS) for mine in own]


def _of_professions(key: str, values: Values) -> list[list[float]]:
    """A term of each profession, [T, J]: a team's own, or that of every team."""
    common = (values.staff or NOBODY).professions
    usual = {p: getattr(common.get(p, _NO_PROFESSION), key) for p in PROFESSIONS}  # type: ignore[call-overload]
    own = [getattr(values.team[row], key) for row in teams_by_key(values)]
    return [[_own_or(usual[p], given, p) for p in PROFESSIONS] for given in own]


def _own_or(usual: float, own: float | Mapping[str, float] | None, profession: str) -> float:
    """A team's own number of a profession, as one for all or by profession, or the usual one."""
    if own is None:
        return usual
    return float(own.get(profession, usual) if isinstance(own, Mapping) else own)


def gives(given: schema.StaffTable) -> Ints:
    """Professions that give each service, array [S, J], the first one first."""
    table = np.full((len(SERVICES), len(PROFESSIONS)), -1, np.int64)
    for service, professions in given.gives.items():
        numbers = [PROFESSIONS.index(profession) for profession in professions]
        table[SERVICES.index(service), : len(numbers)] = numbers
    return table
