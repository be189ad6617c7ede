"""What an audit says of one lever under one tariff.

Gains and losses are against good faith, for a year (365.25 / 7 weeks) and all teams together.
"aligned": what pays the team also lowers the cost of all services, less what citizens gain, for
each citizen taken in; "perverse": it raises it, or leaves need unmet that nobody has put a worth
on; "neutral": it is shown to pay, or to cost, next to nothing; "cannot tell": chance hides it.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.economics.audit.changes import (
    CANNOT_TELL,
    NEUTRAL,
    YearlyChange,
    net_cost_per_citizen,
)
from sim.economics.audit.levers import Audited
from sim.economics.audit.search import (
    Stand,
    best_for_all,
    best_for_teams,
    grid,
    highest_gain,
    moved,
    stand_of,
)
from sim.economics.audit.weekly_means import WeeklyMeans
from sim.economics.documents.audit import (
    CurvePoint,
    Exploitability,
    LeverRow,
    StepTaken,
    TeamResponse,
    WeighedResponse,
    YearMoney,
)
from sim.model.levers import LEVERS
from sim.model.parameters import Floats, Parameters
from sim.model.units import ORE_PER_DKK, WEEKS_PER_YEAR
from sim.theory.steady.responses import Freedom, best_levers, weighed
from sim.theory.steady.steady import Steady
from sim.words import known

_CURVE: Final = 27
"""Values of a lever in its curve, where each costs little."""


class Subject(NamedTuple):
    """A tariff under audit."""

    tariff: str
    weekly: WeeklyMeans
    parameters: Parameters
    alpha: Floats  # [T]
    teams: list[str]


def lever_row(subject: Subject, one: Audited) -> LeverRow:
    """Everything that is said of a lever."""
    weekly, stand = subject.weekly, stand_of(subject.weekly, one.lever)
    teams = range(len(subject.teams))
    money = best_for_teams(weekly, one, [weighed(0.0) for _ in teams])
    mixed = best_for_teams(weekly, one, [weighed(float(subject.alpha[t])) for t in teams])
    social = best_for_all(weekly, one, _social)
    change = YearlyChange(weekly, one.lever, money)
    return {
        "lever": one.name,
        "tariff": subject.tariff,
        "unit": one.terms.unit,
        "good_faith": stand.mean(stand.held),
        "best_response": stand.mean(money),
        "social_optimum": stand.mean(social),
        "team_gain_dkk_per_year": change.team(),
        "payer_change_dkk_per_year": change.payer(),
        "own_cost_dkk_per_year": change.own_cost(),
        "citizen_change": change.citizens(),
        "verdict": _verdict(weekly, one, (change, np.array_equal(money, stand.held))),
        "note": _note(one, stand, money),
        "method": "simulated" if weekly.why_simulated else "exact",
        "why_simulated": weekly.why_simulated,
        "low": one.low,
        "high": one.high,
        "who_pays": change.who_pays(),
        "weighed": _weighed(subject, one, (stand, mixed)),
        "social": YearlyChange(weekly, one.lever, social).tree(),
        "steps": _steps(weekly, one, stand),
        "teams": _by_team(subject, (stand, money), change),
        "in_good_faith": _year(weekly, one.lever, stand.held),
        "curve": _curve(weekly, one),
    }


def _social(state: Steady) -> Floats:
    """What all services cost less citizens' benefit, for each citizen taken in; below 0."""
    return -net_cost_per_citizen(state)


def _verdict(weekly: WeeklyMeans, one: Audited, moved_by: tuple[YearlyChange, bool]) -> str:
    """Sign of the best response; that none is seen says nothing where one could hide in chance."""
    change, is_good_faith = moved_by
    if not weekly.why_simulated or not is_good_faith:
        return change.sign()
    most = highest_gain(weekly, one) * WEEKS_PER_YEAR / ORE_PER_DKK
    return CANNOT_TELL if most > change.small_dkk else NEUTRAL


def _note(one: Audited, stand: Stand, best: Floats) -> str:
    """Whether the best response stands at the end of what is allowed."""
    away = not np.array_equal(best, stand.held)
    if away and bool(np.all(best >= one.high - 1e-9)):
        return known("best response at the allowed maximum")
    if away and bool(np.all(best <= one.low + 1e-9)):
        return known("best response at the allowed minimum")
    return ""


def _weighed(subject: Subject, one: Audited, found: tuple[Stand, Floats]) -> WeighedResponse:
    """The best response of teams that weigh citizens as well."""
    stand, values = found
    change = YearlyChange(subject.weekly, one.lever, values)
    return {
        "alpha": float(subject.alpha.mean()),
        "best_response": stand.mean(values),
        "team_gain_dkk_per_year": change.team(),
        "payer_change_dkk_per_year": change.payer(),
        "benefit_dkk_per_year": change.citizens()["benefit_dkk_per_year"],
    }


def _steps(weekly: WeeklyMeans, one: Audited, stand: Stand) -> list[StepTaken]:
    """What a step up and a step down from good faith do."""
    steps: list[StepTaken] = []
    for direction in (1.0, -1.0):
        to = np.clip(stand.number + direction * one.terms.step, one.low, one.high)
        if np.allclose(to, stand.number) or bool(np.any((to - stand.number) * direction < 0)):
            continue
        change = YearlyChange(weekly, one.lever, to)
        steps.append(
            {
                "direction": "up" if direction > 0 else "down",
                "step": float(np.abs(to - stand.number).mean()),
                "sign": change.sign(),
                "benefit_dkk_per_year": change.citizens()["benefit_dkk_per_year"],
                "outside_dkk_per_year": change.who_pays()["outside_dkk_per_year"],
                "bearers": change.bearers(),
                **change.tree(),
            }
        )
    return steps


def _by_team(
    subject: Subject, found: tuple[Stand, Floats], change: YearlyChange
) -> list[TeamResponse]:
    stand, best = found
    said = np.where(best == stand.held, stand.number, best)
    return [
        {
            "team": name,
            "good_faith": float(stand.number[t]),
            "best_response": float(said[t]),
            "team_gain_dkk_per_year": gain,
        }
        for t, (name, gain) in enumerate(zip(subject.teams, change.by_team(), strict=True))
    ]


def _curve(weekly: WeeklyMeans, one: Audited) -> list[CurvePoint]:
    """Money of a year along the lever, all teams together [DKK]."""
    points = grid(one) if weekly.why_simulated else grid(one, _CURVE)
    return [{"value": value, **_year(weekly, one.lever, value)} for value in points.tolist()]


def _year(weekly: WeeklyMeans, lever: int, values: Floats | float) -> YearMoney:
    """What a year comes to with a lever there [DKK]."""
    state = weekly.under(moved(weekly, lever, values))
    return {
        "surplus_dkk": _in_year(state.surplus),
        "resources_dkk": _in_year(state.resources),
        "benefit_dkk": _in_year(state.benefit),
        "net_cost_per_citizen_dkk": float(net_cost_per_citizen(state).mean()) / ORE_PER_DKK,
    }


def _in_year(weekly: Floats) -> float:
    """Money of all teams in a year [DKK], from that of a week [øre], array [R, T]."""
    return float(weekly.sum(axis=-1).mean()) * WEEKS_PER_YEAR / ORE_PER_DKK


def joint_response(subject: Subject, levers: list[Audited]) -> Exploitability | None:
    """What a team that minds only money gains by moving all levers at once: exploitability.

    By the twin alone; nothing where it is not exact.
    """
    weekly = subject.weekly
    if weekly.why_simulated or not levers:
        return None
    reference = weekly.states.parameters.behaviour.reference
    low, high = reference.copy(), reference.copy()
    for one in levers:
        low[:, one.lever], high[:, one.lever] = one.low, one.high
    best = np.array(
        [
            best_levers(weekly.states, t, weighed(0.0), Freedom(reference[t], low[t], high[t]))
            for t in range(len(reference))
        ]
    )
    yearly = WEEKS_PER_YEAR / ORE_PER_DKK
    before = weekly.under(reference)
    gains = (weekly.under(best).surplus - before.surplus).sum(axis=0) * yearly
    stands = {
        LEVERS[one.lever]: (stand_of(weekly, one.lever), best[:, one.lever]) for one in levers
    }
    return {
        "team_gain_dkk_per_year": float(gains.sum()),
        "cost_dkk_per_year": float(before.cost.sum()) * yearly,
        "levers": {name: stand.mean(at) for name, (stand, at) in stands.items()},
        "teams": [
            {
                "team": team,
                "team_gain_dkk_per_year": float(gains[t]),
                "levers": {
                    name: float(stand.number[t] if at[t] == stand.held[t] else at[t])
                    for name, (stand, at) in stands.items()
                },
            }
            for t, team in enumerate(subject.teams)
        ],
    }
