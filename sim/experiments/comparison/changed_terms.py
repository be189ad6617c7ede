"""Which term of a deviation the keys belong to in which two scenarios differ."""

import re
from collections.abc import Iterable
from typing import Final

from sim.scenario.differences import KeyDifference

SEED: Final = "run.seed"
"""The first scenario's holds for all; where another's file has its own, that is said."""

_OF_TABLE: Final = {
    "tariff": "price",
    "prices": "price",
    "times": "price",
    "payers": "price",
    "intake": "case_mix",
    "choice": "case_mix",
    "citizen": "case_mix",
    "course": "case_mix",
    "relapse": "case_mix",
    "needs_assessment": "case_mix",
    "nursing": "case_mix",
    "behaviour": "behaviour",
    "benefit_dkk": "behaviour",
    "staff": "capacity",
    "clinic": "capacity",
    "nursing_home": "capacity",
    "queue": "capacity",
    "run": "timing",
}
"""Term of a table; those that move no money have none."""

_OF_TEAM: Final = {
    "policy": "behaviour",
    "alpha": "behaviour",
    "levers": "behaviour",
    "inflow_per_week": "case_mix",
}
"""Term of a team's key; its staff, places and basis cost are capacity."""

_TEAM_KEY: Final = re.compile(r'team\.(?:"(?:[^"\\]|\\.)*"|[^.]+)\.(\w+)')


def terms_changed(changes: Iterable[KeyDifference]) -> set[str]:
    """Terms that the keys of some changes belong to."""
    terms = {_term(change.key) for change in changes}
    return {term for term in terms if term is not None}


def _term(key: str) -> str | None:
    of_team = _TEAM_KEY.match(key)
    if of_team:
        return _OF_TEAM.get(of_team[1], "capacity")
    return _OF_TABLE.get(re.split(r"[.\[]", key, maxsplit=1)[0])
