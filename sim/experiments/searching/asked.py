"""What a search is asked for: a scenario's [search] with what a call says on top, all checked."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.searching.levers import SearchLever, keys_meant, search_levers
from sim.experiments.searching.trials import RISK, SearchPlan, Wish
from sim.experiments.studies.answers import (
    Method,
    Setting,
    StudyAsked,
    check_figure,
    checked_method,
    twin_knows,
)
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.sweeps.design import varied
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.files.values import is_number
from sim.scenario.search_table import SearchAim, SearchTable
from sim.words import phrase

TRIALS: Final = 100
REPLICATIONS: Final = 10
FINALISTS: Final = 5
_MOST: Final = 100_000
_COSTS: Final = "total.revenue_dkk"
_USUAL: Final[tuple[tuple[str, SearchAim], ...]] = (
    ("outcomes.unmet_hours_per_week", "lowest"),
    ("outcomes.continuity_index", "highest"),
)


class SearchSizes(NamedTuple):
    """How hard to try."""

    trials: int = TRIALS
    replications: int = REPLICATIONS
    finalists: int = FINALISTS
    confidence: float = 0.95


def table_with(table: SearchTable | None, given: Mapping[str, Any]) -> SearchTable:
    """A scenario's [search], with keys that a call gives in place of its own.

    Raises
    ------
    ValueError
        When a key is none, or its value makes no sense.
    """
    own = {} if table is None else table.model_dump(exclude_unset=True)
    try:
        return SearchTable.model_validate({**own, **given})
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise ValueError(phrase("search: {key}: {why}", key=key, why=first["msg"])) from None


def search_plan(
    asked: StudyAsked,
    table: SearchTable,
    sizes: SearchSizes,
    *,
    method: str = "auto",
    robust: bool = False,
) -> SearchPlan:
    """What is to be moved, tried and kept.

    Raises
    ------
    ScenarioError
        With every fault of a lever's key, or of a model's values.
    ValueError
        When something of it makes no sense.
    """
    _check_sizes(sizes, method)
    job = asked.job
    levers = search_levers(table.levers)
    wish = Wish(table.figure, table.aim, table.target)
    for figure in (wish.figure, *(limit.figure for limit in table.limits), *table.front):
        if figure != RISK:
            check_figure(job, figure)
    models = _models(job, table, robust=robust)
    limits = tuple(table.limits)
    own_front = [figure for figure in table.front if figure != RISK]
    needed = list(dict.fromkeys([wish.figure, *(one.figure for one in limits), *own_front]))
    way = _method(asked._replace(figures=tuple(needed)), method, models)
    front = _front(job, table, wish, way)
    plan = SearchPlan(
        asked, levers, wish, limits, front, models, *sizes, table.indifference, way, robust
    )
    _check_reach(plan)
    return plan


def looking_at(plan: SearchPlan, keys: Sequence[str]) -> SearchPlan:
    """The plan, in which it is looked over these numbers alone where the setting fails.

    Raises
    ------
    ValueError
        When it is not looked for, or one of them has no range.
    """
    if not keys:
        return plan
    if not plan.is_robust:
        raise ValueError(phrase("--only says over which numbers --robust looks; give that too"))
    RangedNumbers(plan.asked.job.scenario, keys)
    return plan._replace(only=tuple(keys))


def _check_sizes(sizes: SearchSizes, method: str) -> None:
    if not 1 <= sizes.trials <= _MOST or not 1 <= sizes.finalists <= sizes.trials:
        said = phrase(
            "trials must be from 1 to {most}, and finalists no more than trials; not {trials} and "
            "{finalists}",
            most=_MOST,
            trials=sizes.trials,
            finalists=sizes.finalists,
        )
        raise ValueError(said)
    if sizes.replications < 2 and method != "twin":  # noqa: PLR2004 - a spread needs two
        said = phrase("replications must be at least 2, not {given}", given=sizes.replications)
        raise ValueError(said)
    if not 0.5 <= sizes.confidence < 1:  # noqa: PLR2004 - half is no confidence at all
        raise ValueError(phrase("confidence must be from 0.5 to below 1, as 0.95"))


def _models(
    job: PreparedJob, table: SearchTable, *, robust: bool
) -> tuple[tuple[str, Setting], ...]:
    if not robust:
        return (("", {}),)
    teams = [team.name for team in job.scenario.values.team]
    found, refused = [], ""
    for name, values in (table.models or usual_models(job)).items():
        own = {key: of for one, of in values.items() for key in keys_meant(one, teams)}
        try:
            job.with_values(own)
        except ScenarioError as fault:
            if table.models:
                raise
            refused = refused or str(fault)
            continue  # a usual model that this scenario has no room for
        found.append((name, own))
    if len(found) < 2:  # noqa: PLR2004 - a setting holds under a model beside another
        said = phrase("--robust needs at least two behaviour models: write them in [search.models]")
        raise ValueError("\n".join(filter(None, [said, refused])))
    return tuple(found)


def usual_models(job: PreparedJob) -> dict[str, dict[str, float | str | list[float]]]:
    """Behaviour models where the scenario names none: by need, and what its levers allow.

    Raises
    ------
    ValueError
        When the scenario says no levers that teams may move.
    """
    if not job.scenario.values.behaviour.levers:
        raise ValueError(
            phrase(
                "--robust: the scenario says no [behaviour.levers], so teams can only follow need; "
                "add them, or write models in [search.models]"
            )
        )
    models: dict[str, dict[str, float | str | list[float]]] = {
        "needs_led": {"team.*.policy": "needs_led"},
        "budget_led": {"team.*.policy": "budget_led"},
        "learning": {"team.*.policy": "learning"},
    }
    if job.scenario.values.benefit_dkk:
        for alpha in (0.9, 0.6, 0.3):
            values: dict[str, float | str | list[float]] = {
                "team.*.policy": "incentive_led",
                "team.*.alpha": alpha,
            }
            models[f"alpha {alpha}"] = values
    return models


def _method(asked: StudyAsked, method: str, models: Sequence[tuple[str, Setting]]) -> Method:
    """The twin where it is exact under every model."""
    found = checked_method(asked, method)
    if found == "twin":
        for _, values in models:
            if values and not twin_knows(asked.job.with_values(values), asked.figures):
                if method == "twin":
                    raise ValueError(
                        phrase("the twin is not exact under every model; leave --method out")
                    )
                return "simulation"
    return found


def _front(job: PreparedJob, table: SearchTable, wish: Wish, method: Method) -> tuple[Wish, ...]:
    """Figures of the front: those that are asked for, or money, risk, unmet hours, continuity."""
    if table.front:
        found = [Wish(figure, aim) for figure, aim in table.front.items()]
        usable = [one for one in found if one.figure != RISK or method == "simulation"]
        return (wish, *(one for one in usable if one.figure != wish.figure))
    if method == "twin":
        return (wish,) if wish.figure == _COSTS else (wish, Wish(_COSTS, "lowest"))
    known = Figures(job.facts, job.nothing).intervals
    usual = [Wish(figure, aim) for figure, aim in _USUAL if figure in known]
    return (wish, Wish(RISK, "lowest"), *(one for one in usual if one.figure != wish.figure))


def _check_reach(plan: SearchPlan) -> None:
    """Try every lever at both of its ends, so that a wrong key is found before anything runs."""
    middle = [0.5] * len(plan.levers)
    for number, lever in enumerate(plan.levers):
        for end in _ends(lever):
            at = [*middle[:number], end, *middle[number + 1 :]]
            plan.asked.job.with_values(plan.setting(at))


def _ends(lever: SearchLever) -> list[float]:
    count = lever.size
    if lever.values and count is not None:
        return [(n + 0.5) / count for n in range(count)]
    return [0.0, 1.0]


# From the command line


def levers_in(texts: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Levers of texts KEY=LOW,HIGH or KEY=LOW,HIGH,STEP; values are TOML.

    Raises
    ------
    ValueError
        When a text is none.
    """
    try:
        read = varied(texts)
    except ValueError:
        read = {}
    found = {}
    for text, (key, values) in zip(texts, read.items(), strict=False):
        ends = [one for one in values if is_number(one)]
        if len(ends) != len(values) or len(ends) not in _ENDS:
            raise ValueError(_no_lever(text))
        found[key] = dict(zip(("low", "high", "step"), values, strict=False))
    if len(found) != len(texts):
        raise ValueError(_no_lever(", ".join(texts)))
    return found


_ENDS: Final = (2, 3)


def _no_lever(text: str) -> str:
    return phrase(
        "--lever {text}: write KEY=LOW,HIGH or KEY=LOW,HIGH,STEP, each key once, as "
        "tariff.weekly_dkk.development=2000,3500",
        text=text,
    )


def limits_in(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Limits of texts FIGURE<=AMOUNT and FIGURE>=AMOUNT.

    Raises
    ------
    ValueError
        When a text is none.
    """
    found = []
    for text in texts:
        match = _LIMIT.fullmatch(text)
        try:
            amount = float(match[3]) if match else math.nan
        except ValueError:
            amount = math.nan
        if match is None or not math.isfinite(amount):
            said = phrase(
                "--limit {text}: write FIGURE<=AMOUNT or FIGURE>=AMOUNT, in quotes for the shell",
                text=text,
            )
            raise ValueError(said)
        found.append({"figure": match[1], _BOUNDS[match[2]]: amount})
    return found


_LIMIT: Final = re.compile(r"\s*(.+?)\s*(<=|>=)\s*(\S+)\s*")
_BOUNDS: Final = {"<=": "at_most", ">=": "at_least"}
