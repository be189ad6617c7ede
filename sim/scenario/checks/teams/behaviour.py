"""Behaviour: levers with bounds and something to act on, and no key without a use."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.levers import LEVER, LEVERS, WRITTEN_SHARE
from sim.model.terms import LEARNING, POLICIES, SHORT_ORDERS
from sim.scenario.checks.money.tariff_kinds import pays_by_plan
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table, is_some, rows
from sim.scenario.files.presence import no_course, of_kind
from sim.scenario.files.values import is_number
from sim.scenario.schema.outcomes import BY_TEAM
from sim.scenario.tariffs.listed import PLAN_KINDS
from sim.words import phrase

_LEVERS: Final = ("behaviour", "levers")
_NO_WEIGHT: Final = tuple(name for name in POLICIES if name != "incentive_led")
_EFFORTS: Final = ("delivered_share", "effort")
"""Levers that take more of the staff than is ordinary."""
_GOOD_FAITH: Final = {
    name: lever.good_faith for name, lever in LEVER.items() if not lever.is_scenarios
}
"""Where levers stand that a team does not move; the others, where the scenario puts them."""


def behaviour_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of what teams may move, and of who moves it."""
    yield from _of_bounds(draft)
    yield from _of_freedom(draft)
    yield from _of_relabelling(draft)
    yield from _of_audit_risk(draft)
    yield from _of_effort(draft)
    yield from _of_learning(draft)
    yield from _of_short_order(draft)
    yield from _of_good_faith(draft)
    for team in draft.rows("team"):
        yield from _of_team(draft, team.number, team.table)
    path = ("behaviour", "unmet_raises")
    if draft.value(*path) is not None and draft.has("staff"):
        what = phrase("is not used where there is [staff], which has unmet_raises of its own")
        yield draft.fault(path, what, phrase("move it to [staff.unmet_raises]"))


def _of_bounds(draft: Draft) -> Iterator[Fault]:
    for lever, bounds in draft.table(*_LEVERS).items():
        if lever not in LEVERS:
            continue
        path: Path = (*_LEVERS, lever)
        low, high = as_table(bounds).get("low"), as_table(bounds).get("high")
        if is_number(low) and is_number(high) and low > high:
            what = phrase("is above high {high}", high=shown(high))
            yield draft.fault((*path, "low"), what, phrase("let low <= high"))
        yield from _too_much(draft, (*path, "high"), lever, high)
        yield from _without_object(draft, path, lever)


def _too_much(draft: Draft, path: Path, lever: str, value: Any) -> Iterator[Fault]:  # noqa: ANN401 - TOML
    most = LEVER[lever].most
    if is_number(value) and value > most:
        what = phrase("must be at most {most}, is {value}", most=shown(most), value=shown(value))
        yield draft.fault(path, what, phrase("check the unit and the decimals"))


def _of_good_faith(draft: Draft) -> Iterator[Fault]:
    """Bounds between which the lever does not stand when the team does as the scenario says."""
    given = draft.value("clinic", "share")
    for lever, at in (*_GOOD_FAITH.items(), ("clinic_share", given)):
        if is_number(at) and not _is_within(draft, lever, at):
            what = phrase("does not hold {at}, where it stands in good faith", at=f"{at:g}")
            yield draft.fault((*_LEVERS, lever), what, phrase("widen the bounds"))


def _is_within(draft: Draft, lever: str, at: float) -> bool:
    """A value lies within the bounds of a lever; or there are none that can be read."""
    bounds = draft.table(*_LEVERS, lever)
    low, high = bounds.get("low"), bounds.get("high")
    if not is_number(low) or not is_number(high) or low > high:
        return True
    return bool(low <= at <= high)


def _without_object(draft: Draft, path: Path, name: str) -> Iterator[Fault]:
    """A lever that has nothing to act on."""
    lever, kind = LEVER[name], LEVER[name].course_kind
    if lever.is_of_plans and pays_by_plan(draft):
        return
    if name == LEVERS[WRITTEN_SHARE] and draft.value("brackets", "assessed_by") == BY_TEAM:
        return
    if lever.is_of_plans and not lever.table:
        what = phrase("has nothing to act on: no support plan is paid")
        remedy = phrase(
            "write tariff.kind = {map} or brackets.assessed_by = {by}, or leave it out",
            by=shown(BY_TEAM),
            map=phrase(" or ").join(map(shown, PLAN_KINDS)),
        )
        yield draft.fault(path, what, remedy)
    elif lever.table and not draft.has(*lever.path) and draft.may_hold(*lever.path):
        what = phrase("has nothing to act on without {table}", table=lever.table)
        yield draft.fault(path, what, phrase("add {table}", table=lever.table))
    elif kind and no_course(draft, of_kind(kind)):
        what = phrase("has nothing to act on: no course is of kind {kind}", kind=shown(kind))
        yield draft.fault(path, what, phrase("add such a course, or leave it out"))


def _of_freedom(draft: Draft) -> Iterator[Fault]:
    listed = draft.table(*_LEVERS)
    for number, lever in enumerate(rows(draft.value("behaviour", "freedom"))):
        if lever in LEVERS and not draft.has(*_LEVERS, lever):
            what = phrase("{lever} has no bounds", lever=shown(lever))
            remedy = phrase(
                "add [behaviour.levers] {lever} = {{ low = NUMBER, high = NUMBER }}", lever=lever
            )
            yield draft.fault(("behaviour", "freedom", number), what, remedy)
    no_levers = not listed and draft.may_hold(*_LEVERS)
    movers = [t for t in draft.rows("team") if t.table.get("policy") in POLICIES[1:]]
    if movers and no_levers:
        path = ("team", movers[0].number, "policy")
        what = phrase("{policy} has no lever to move", policy=shown(movers[0].table["policy"]))
        yield draft.fault(path, what, phrase("add [behaviour.levers], each with its low and high"))


def _of_relabelling(draft: Draft) -> Iterator[Fault]:
    known, path = draft.names("course"), ("behaviour", "relabel", "courses")
    for course, dearer in draft.table(*path).items():
        for name in (course, dearer):
            if isinstance(name, str) and name not in known:
                what = phrase("{name} is not a course", name=shown(name))
                yield draft.fault((*path, course), what, instead(name, known))
        if course == dearer:
            what = phrase("is the course itself, so nothing is gained")
            yield draft.fault(
                (*path, course), what, phrase("name a dearer course, or leave it out")
            )
    finds = is_some(draft.value("behaviour", "relabel", "found_share")) or is_some(
        draft.value("audit_risk", "found_per_audit")
    )
    if draft.has("behaviour", "relabel", "penalty_dkk") and not finds:
        what = phrase("is not used: nobody is found without found_share")
        path = ("behaviour", "relabel", "penalty_dkk")
        yield draft.fault(path, what, phrase("add found_share, or leave it out"))


def _of_audit_risk(draft: Draft) -> Iterator[Fault]:
    """A risk of what nobody does, and halves of a pair."""
    risk = draft.value("audit_risk")
    if not isinstance(risk, dict):
        return
    courses = ("behaviour", "relabel", "courses")
    if draft.may_hold(*courses) and not draft.has(*courses):
        what = phrase("is not used without [behaviour.relabel] courses")
        remedy = phrase("say there which course is reported as a dearer one, or leave it out")
        yield draft.fault(("audit_risk",), what, remedy)
    pair = ("audits_per_year", "found_per_audit")
    for key, other in (pair, pair[::-1]):
        if draft.has("audit_risk", other) and not draft.has("audit_risk", key):
            what = phrase("is missing, and {other} needs it", other=other)
            remedy = phrase("add it, or leave {other} out", other=other)
            yield draft.fault(("audit_risk", key), what, remedy)


def _of_short_order(draft: Draft) -> Iterator[Fault]:
    """An order of those who go short where nobody can."""
    path = ("behaviour", "short_order")
    tables = [draft.table(*_LEVERS), *(as_table(t.table.get("levers")) for t in draft.rows("team"))]
    if draft.value(*path) not in SHORT_ORDERS[1:] or not draft.may_hold(*_LEVERS):
        return
    if not draft.has("staff") and not any("delivered_share" in table for table in tables):
        what = phrase("is not used: no team can give less than is needed")
        remedy = phrase("add [staff] or [behaviour.levers] delivered_share, or leave it out")
        yield draft.fault(path, what, remedy)


def _of_learning(draft: Draft) -> Iterator[Fault]:
    """A way of learning where nobody learns."""
    path = ("behaviour", "learning")
    if draft.value(*path) is None:
        return
    policies = [team.table.get("policy", POLICIES[0]) for team in draft.rows("team")]
    if all(policy in POLICIES and policy != POLICIES[LEARNING] for policy in policies):
        what = phrase("is not used: no team has the policy {policy}", policy=shown("learning"))
        yield draft.fault(path, what, phrase("give a team that policy, or leave the table out"))


def _of_effort(draft: Draft) -> Iterator[Fault]:
    """A cost of extra effort where no team can make any."""
    tables = [draft.table(*_LEVERS), *(as_table(t.table.get("levers")) for t in draft.rows("team"))]
    if not is_some(draft.value("behaviour", "effort_dkk")) or not draft.may_hold(*_LEVERS):
        return
    if not any(lever in table for table in tables for lever in _EFFORTS):
        what = phrase("is not used: no team moves {levers}", levers=phrase(" or ").join(_EFFORTS))
        remedy = phrase("add one of them to [behaviour.levers], or leave it out")
        yield draft.fault(("behaviour", "effort_dkk"), what, remedy)


def _of_team(draft: Draft, number: int, team: dict[str, Any]) -> Iterator[Fault]:
    if "alpha" in team and team.get("policy", POLICIES[0]) in _NO_WEIGHT:
        what = phrase('is not used by a policy other than "incentive_led"')
        yield draft.fault(
            ("team", number, "alpha"), what, phrase("change the policy, or leave it out")
        )
    for lever, value in as_table(team.get("levers")).items():
        if lever in LEVERS:
            path = ("team", number, "levers", lever)
            yield from _too_much(draft, path, lever, value)
            yield from _without_object(draft, path, lever)
            if is_number(value) and not _is_within(draft, lever, value):
                what = phrase(
                    "{value} lies outside the bounds in [behaviour.levers]", value=shown(value)
                )
                yield draft.fault(path, what, phrase("change it, or widen the bounds"))
