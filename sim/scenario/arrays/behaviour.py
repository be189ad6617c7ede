"""How teams decide, how far they may go, what it takes and what it is worth."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from sim.model.levers import DEVELOPMENT_WEEKS, GOOD_FAITH, LEVER, LEVERS, LeverName, Levers
from sim.model.parameters import Behaviour, Floats, Ints
from sim.model.terms import (
    BENEFITS,
    DECLINED_TO,
    MERGE,
    POLICIES,
    SHORT_ORDERS,
    WHEN_SPENT,
)
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.arrays.periods import courses_of_kind, each, each_whole, entries
from sim.scenario.arrays.stays import stays
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.files.presence import HOSPITAL_KIND
from sim.scenario.schema import TeamTable
from sim.scenario.schema.behaviour import AuditRiskTable, EarlyDischargeTable
from sim.scenario.schema.scenario import Values


def behaviour(periods: Sequence[Values]) -> Behaviour:
    """Behaviour of the teams; the best response of incentive-led ones is filled in later."""
    first = periods[0]
    teams = [first.team[row] for row in teams_by_key(first)]
    names = [team.name for team in teams]
    reference = np.array([_reference(first, team) for team in teams])
    return Behaviour(
        policy=np.array([POLICIES.index(team.policy) for team in teams], np.int64),
        alpha=np.array([team.alpha for team in teams]),
        reaction=first.behaviour.reaction,
        reference=reference,
        best=np.tile(reference, (len(periods), 1)),
        low=_bounds(first, reference, "low"),
        high=_bounds(first, reference, "high"),
        dearer_course=_dearer(first),
        found_share=each(periods, lambda v: v.behaviour.relabel.found_share),
        audits=each(periods, lambda v: _audit_risk(v).audits_per_year),
        found_per_audit=each(periods, lambda v: _audit_risk(v).found_per_audit),
        penalty_ore=each(periods, lambda v: ORE_PER_DKK * v.behaviour.relabel.penalty_dkk),
        dishonesty_ore=each(periods, lambda v: ORE_PER_DKK * _audit_risk(v).dishonesty_dkk),
        effort_ore=each(periods, lambda v: ORE_PER_DKK * v.behaviour.effort_dkk),
        relabel_hours=each(periods, lambda v: v.behaviour.relabel.hours_per_week),
        delay_hours=each(periods, lambda v: v.behaviour.step_down_hours_per_week),
        given_up_per_day=each(periods, lambda v: v.behaviour.given_up_per_week / DAYS_PER_WEEK),
        short_order=SHORT_ORDERS.index(first.behaviour.short_order),
        trial_weeks=first.behaviour.learning.trial_weeks,
        noise_share=first.behaviour.learning.noise_share,
        new_weight=first.behaviour.learning.new_weight,
        learn_from=_learn_from(first, reference),
        lever_step=np.array([lever.step for lever in LEVER.values()]),
        may_decline=first.acceptance is not None,
        declined_ore=each(
            periods, lambda v: ORE_PER_DKK * (v.acceptance.price_dkk if v.acceptance else 0.0)
        ),
        declined_to=DECLINED_TO.index(first.acceptance.declined_to) if first.acceptance else 0,
        taker=_taker(first, names),
        wait_days=each_whole(periods, _wait_days),
        admitted_per_day=each(
            periods,
            lambda v: v.acceptance.admissions_per_week / DAYS_PER_WEEK if v.acceptance else 0.0,
        ),
        hospital_course=next(iter(courses_of_kind(first, HOSPITAL_KIND)), -1),
        reserve_ore=np.array(
            [np.inf if t.reserve_dkk is None else ORE_PER_DKK * t.reserve_dkk for t in teams]
        ),
        when_spent=np.array(
            [-1 if t.when_spent is None else WHEN_SPENT.index(t.when_spent) for t in teams],
            np.int64,
        ),
        merges_with=np.array([_joins(first, names, t) for t in teams], np.int64),
        may_discharge=first.early_discharge is not None,
        discharge_days=each_whole(periods, lambda v: DAYS_PER_WEEK * _discharge(v).after_weeks),
        discharge_found=each(periods, lambda v: _discharge(v).found_share),
        discharge_penalty_ore=each(periods, lambda v: ORE_PER_DKK * _discharge(v).penalty_dkk),
        benefit_ore=np.array([ORE_PER_DKK * dkk for dkk in entries(first.benefit_dkk, BENEFITS)]),
    )


_NO_AUDIT: Final = AuditRiskTable()
_NO_DISCHARGE: Final = EarlyDischargeTable(after_weeks=1)


def _discharge(values: Values) -> EarlyDischargeTable:
    return values.early_discharge or _NO_DISCHARGE


def _taker(values: Values, names: Sequence[str]) -> int:
    """Row of the team that takes in those whom others decline; -1 where none does."""
    given = values.acceptance
    return -1 if given is None or given.team is None else names.index(given.team)


def _wait_days(values: Values) -> int:
    given = values.acceptance
    return DAYS_PER_WEEK * given.wait_weeks if given and given.wait_weeks else 0


def _joins(values: Values, names: Sequence[str], team: TeamTable) -> int:
    """Row of the team that a team joins when its reserve is spent; -1 where it joins none."""
    if team.when_spent != WHEN_SPENT[MERGE]:
        return -1
    in_file = [other.name for other in values.team]
    following = in_file[(in_file.index(team.name) + 1) % len(in_file)]
    return names.index(team.merges_with or following)


def _audit_risk(values: Values) -> AuditRiskTable:
    return values.audit_risk or _NO_AUDIT


def _learn_from(values: Values, reference: Floats) -> Floats:
    """Levers in good faith, [T, V], with the first development course's weeks in place of none."""
    table, develops = reference.copy(), courses_of_kind(values, "development")
    weeks = table[:, DEVELOPMENT_WEEKS]
    if "development_weeks" in _free(values) and develops:
        stated = float(stays([values]).mean_days[0, develops[0]].mean()) / DAYS_PER_WEEK
        bounds = values.behaviour.levers["development_weeks"]
        weeks[weeks <= 0.0] = min(bounds.high, max(bounds.low, stated))
    return table


def _free(values: Values) -> list[LeverName]:
    """Levers that teams may move."""
    listed, freedom = values.behaviour.levers, values.behaviour.freedom
    return list(listed) if freedom is None else [lever for lever in freedom if lever in listed]


def _reference(values: Values, team: TeamTable) -> Levers:
    """Levers in good faith: the scenario's, but for those that the team sets otherwise.

    A clinic share that teams may move must be a number to begin with: the first day's.
    """
    reference = GOOD_FAITH
    if values.clinic and "clinic_share" in _free(values):
        reference = reference._replace(clinic_share=values.clinic.share)
    return reference._replace(**team.levers)


def _bounds(values: Values, reference: Floats, end: str) -> Floats:
    """Bounds of the levers that are free, [T, V]; of the others where they stand."""
    table = reference.copy()
    for lever in _free(values):
        table[:, LEVERS.index(lever)] = getattr(values.behaviour.levers[lever], end)
    return table


def _dearer(values: Values) -> Ints:
    names = [course.name for course in values.course]
    dearer = values.behaviour.relabel.courses
    return np.array(
        [names.index(dearer[name]) if name in dearer else -1 for name in names], np.int64
    )
