"""Who gives the care, and what they cost."""

from collections.abc import Sequence

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
    terms = [[s.professions.get(p, _NO_PROFESSION) for p in PROFESSIONS] for s in given]  # type: ignore[call-overload]
    effect = [s.effect or _NO_EFFECT for s in given]
    raised = [
        s.unmet_raises or v.behaviour.unmet_raises or _NO_CONSEQUENCE
        for s, v in zip(given, periods, strict=True)
    ]
    return Staff(
        is_limited=periods[0].staff is not None,
        full_time_equivalents=each(periods, posts),
        hours_per_week=np.array([s.hours_per_week for s in given]),
        absence=np.array([[t.absence_share for t in row] for row in terms]),
        user_facing=np.array([[t.user_facing_share for t in row] for row in terms]),
        pay_ore_per_hour=np.array([[ORE_PER_DKK * t.pay_per_hour_dkk for t in r] for r in terms]),
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


def gives(given: schema.StaffTable) -> Ints:
    """Professions that give each service, array [S, J], the first one first."""
    table = np.full((len(SERVICES), len(PROFESSIONS)), -1, np.int64)
    for service, professions in given.gives.items():
        numbers = [PROFESSIONS.index(profession) for profession in professions]
        table[SERVICES.index(service), : len(numbers)] = numbers
    return table
