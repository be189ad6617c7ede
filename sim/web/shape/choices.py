"""Choices that give a scenario another shape: how teams are paid, and teams put together.

Each choice is a value of `--set`: a whole `[tariff]`, or the whole list of teams. The amounts of
another kind of tariff are the scenario's own, so that the choice by itself moves as little as it
can: an hour at the price that care costs, a budget of what the teams are paid now.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sim.reporting.words.language import Language, known
from sim.scenario.files.values import is_number
from sim.scenario.reading import Scenario
from sim.scenario.schema.shapes import FROM
from sim.scenario.tariffs.activity import ACTIVITY
from sim.scenario.tariffs.block import BLOCK
from sim.scenario.tariffs.course_rates import COURSE_RATES
from sim.scenario.tariffs.listed import ALL_KEYS
from sim.scenario.tariffs.mixed import MIXED
from sim.web.levers import bare, standing
from sim.web.link import POOLED

TARIFF: Final = "tariff"
KIND: Final = "tariff.kind"
PAIRS: Final = "pairs"
ONE: Final = "one"
_HALF: Final = 0.5


class PageChoice(NamedTuple):
    """A choice on the page: its field, what can be chosen, and what is."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


# How teams are paid


def tariff_choice(scenario: Scenario, chosen: str, language: Language) -> PageChoice:
    """Kinds that a scenario's teams could be paid by, its own first."""
    own = scenario.values.tariff.kind
    others = [(kind, language.name(kind)) for kind in _kinds(scenario)]
    return PageChoice(
        KIND, language.say("Paid by"), (("", language.name(own)), *others), chosen.strip()
    )


def _kinds(scenario: Scenario) -> Iterator[str]:
    own = scenario.values.tariff.kind
    for kind in (ACTIVITY.name, BLOCK.name, MIXED.name):
        if kind != own and (kind != MIXED.name or own == COURSE_RATES.name):
            yield kind


def tariff_of_kind(
    scenario: Scenario, kind: str, weekly_dkk: Mapping[str, float]
) -> dict[str, Any] | None:
    """A whole [tariff] of another kind; None where the scenario cannot be paid so.

    Parameters
    ----------
    weekly_dkk
        What each team is paid a week now, for a budget.
    """
    if kind not in _kinds(scenario):
        return None
    now = scenario.tree[TARIFF]
    every = {name: stripped(value) for name, value in now.items() if name not in ALL_KEYS}
    hourly = {
        service: _first_number(price)
        for service, price in (standing(scenario, ("prices", "cost_per_hour_dkk")) or {}).items()
    }
    keys: dict[str, dict[str, Any]] = {
        ACTIVITY.name: {"hourly_dkk": hourly},
        BLOCK.name: {"budget_dkk_per_week": {team: round(dkk) for team, dkk in weekly_dkk.items()}},
        MIXED.name: {
            **{name: stripped(value) for name, value in now.items() if name in ALL_KEYS},
            "hourly_share": _HALF,
            "hourly_dkk": hourly,
        },
    }
    return {**every, "kind": kind, **keys[kind]}


def stripped(raw: Any) -> Any:  # noqa: ANN401 - TOML
    """A value without units and sources; its dates are kept."""
    if isinstance(raw, Mapping) and FROM in raw:
        return {FROM: raw[FROM], "value": stripped(raw["value"])}
    value = bare(raw)
    if isinstance(value, Mapping):
        return {key: stripped(below) for key, below in value.items()}
    return [stripped(item) for item in value] if isinstance(value, list) else value


def _first_number(raw: Any) -> Any:  # noqa: ANN401 - TOML
    """The first number of a value by level, time of day or date."""
    value = stripped(raw)
    while isinstance(value, Mapping | list):
        below = value.values() if isinstance(value, Mapping) else value
        value = next(one for one in below if not hasattr(one, "isoformat"))
    return value


# Teams put together

_SHAPES: Final = {PAIRS: known("in pairs"), ONE: known("all in one")}
_KNOWN: Final = frozenset({"name", "label", "inflow_per_week", "full_time_equivalents", "policy"})
"""Keys of a team that can be added up, or are alike."""


def pooling_choice(scenario: Scenario, chosen: str, language: Language) -> PageChoice | None:
    """How teams could be put together; None where they cannot."""
    if len(scenario.values.team) < 2 or pooled(scenario, ONE) is None:  # noqa: PLR2004 - a pair
        return None
    options = [("", language.say("each by itself"))]
    shapes = [name for name in _SHAPES if name == ONE or len(scenario.values.team) > 2]  # noqa: PLR2004
    options += [(name, language.say(_SHAPES[name])) for name in shapes]
    return PageChoice(POOLED, language.say("Teams"), tuple(options), chosen)


def pooled(scenario: Scenario, shape: str) -> list[dict[str, Any]] | None:
    """Teams put together, their citizens and posts added up; None where that cannot be said."""
    rows = scenario.tree.get("team", [])
    policies = {row.get("policy") for row in rows}
    if "choice" in scenario.tree or "yardstick" in scenario.tree.get("tariff", {}):
        return None
    if shape not in _SHAPES or any(not _KNOWN.issuperset(row) for row in rows):
        return None
    if len(policies) > 1 or _are_named(scenario, {row["name"] for row in rows}):
        return None
    size = len(rows) if shape == ONE else 2
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    made = [_together(part) for part in parts]
    return [row for row in made if row is not None] if None not in made else None


def _together(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Some teams as one."""
    names = [str(row["name"]) for row in rows]
    found = {"name": " & ".join(names) if len(names) < _MANY else f"{names[0]} - {names[-1]}"}
    if rows[0].get("policy") is not None:
        found["policy"] = rows[0]["policy"]
    for key in ("inflow_per_week", "full_time_equivalents"):
        given = [stripped(row[key]) for row in rows if key in row]
        if not given:
            continue
        whole = _added(given) if len(given) == len(rows) else None
        if whole is None:
            return None
        found[key] = whole
    return found


_MANY: Final = 4
"""Teams from which on a name says the first and the last of them."""


def _added(values: Sequence[Any]) -> Any:  # noqa: ANN401 - TOML
    """Numbers, or tables of numbers, added up; None of anything else."""
    if all(is_number(value) for value in values):
        return sum(Decimal(str(value)) for value in values)
    if not all(isinstance(value, Mapping) for value in values):
        return None
    keys = dict.fromkeys(key for value in values for key in value)
    sums = {key: _added([value[key] for value in values if key in value]) for key in keys}
    return None if None in sums.values() else sums


def _are_named(scenario: Scenario, names: set[str]) -> bool:
    """Whether anything but their own tables is said by the names of teams."""
    rest = {key: value for key, value in scenario.tree.items() if key != "team"}
    return any(name in names for name in _keys_below(rest))


def _keys_below(value: Any) -> Iterator[str]:  # noqa: ANN401 - TOML
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield str(key)
            yield from _keys_below(below)
    elif isinstance(value, list):
        for item in value:
            yield from _keys_below(item)
