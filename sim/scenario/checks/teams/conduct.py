"""Who takes those whom teams decline, early discharges and reserves: tables and keys that meet."""

from collections.abc import Iterator
from typing import Any, Final

from sim.scenario.checks.money.tariff_kinds import pays_by_plan
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, DraftRow, as_table, is_some
from sim.scenario.files.presence import HOSPITAL_KIND, no_course, of_kind
from sim.words import phrase

_ACCEPTANCE: Final = "acceptance"
_DISCHARGE: Final = "early_discharge"
_KEYS_OF: Final = {"team": "team", "wait_weeks": "waiting", "admissions_per_week": "waiting"}
"""Keys of [acceptance] that one way of `declined_to` alone reads."""
_PAIR: Final = ("reserve_dkk", "when_spent")


def conduct_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of whom teams take in and keep, and of how long they may lose."""
    given = draft.value(_ACCEPTANCE)
    if isinstance(given, dict):
        yield from _unused_acceptance(draft)
        yield from _declined(draft, given)
    if isinstance(draft.value(_DISCHARGE), dict):
        yield from _early_discharge(draft)
    for team in draft.rows("team"):
        yield from _reserve(draft, team)


def _moves(draft: Draft, lever: str) -> bool:
    """Whether some team may move a lever."""
    tables = [
        draft.table("behaviour", "levers"),
        *(as_table(team.table.get("levers")) for team in draft.rows("team")),
    ]
    return any(lever in table for table in tables) or not draft.may_hold("behaviour", "levers")


def _stops(draft: Draft) -> bool:
    return any(team.table.get("when_spent") == "stop" for team in draft.rows("team"))


def _unused_acceptance(draft: Draft) -> Iterator[Fault]:
    """A price of those declined where nobody declines, or where pay follows need."""
    if not _moves(draft, "accept_share") and not _stops(draft):
        what = phrase("is not used: no team moves accept_share")
        remedy = phrase("add it to [behaviour.levers], or leave the table out")
        yield draft.fault((_ACCEPTANCE,), what, remedy)
    if pays_by_plan(draft) and draft.may_hold("behaviour", "levers"):
        what = phrase("is not used where support plans are paid, which follow need")
        yield draft.fault((_ACCEPTANCE,), what, phrase("leave it out, or change the tariff"))


def _declined(draft: Draft, given: dict[str, Any]) -> Iterator[Fault]:
    """Keys of another way of taking those declined, and what the chosen one needs."""
    way = given.get("declined_to", "municipality")
    for key, of in _KEYS_OF.items():
        if key in given and way != of:
            what = phrase("is not used without {key}", key=f'declined_to = "{of}"')
            yield draft.fault((_ACCEPTANCE, key), what, phrase("add it, or leave it out"))
    if way == "waiting" and "wait_weeks" not in given:
        what = phrase("is missing, and {other} needs it", other=f'declined_to = "{way}"')
        yield draft.fault((_ACCEPTANCE, "wait_weeks"), what, phrase("add it"))
    if way == "team" and "team" not in given and not draft.has("choice"):
        what = phrase("is missing, and without [choice] nothing else says which team takes them")
        yield draft.fault((_ACCEPTANCE, "team"), what, phrase("name a team, or add [choice]"))
    if way == "team" and isinstance(given.get("team"), str):
        yield from _taker(draft, given["team"])
    if way == "waiting":
        yield from _of_waiting(draft)


def _taker(draft: Draft, name: str) -> Iterator[Fault]:
    """A team that is to take everybody and is not there, or may close."""
    path = (_ACCEPTANCE, "team")
    known = draft.names("team")
    if name not in known:
        what = phrase("{name} is not a team", name=shown(name))
        yield draft.fault(path, what, instead(name, known))
        return
    team = next(team for team in draft.rows("team") if team.name == name)
    if team.table.get("when_spent") == "stop":
        what = phrase("{name} has to take everybody, and may not close", name=shown(name))
        remedy = phrase('let its when_spent be "bail_out" or "merge", or name another team')
        yield draft.fault(("team", team.number, "when_spent"), what, remedy)


def _of_waiting(draft: Draft) -> Iterator[Fault]:
    """Waiting for a team that has places of its own, or going to a hospital that is not there."""
    for team in draft.rows("team"):
        if draft.has("team", team.number, "places"):
            what = phrase(
                "is not known together with {other}", other='acceptance.declined_to = "waiting"'
            )
            remedy = phrase('leave one of them out, or write declined_to = "team"')
            yield draft.fault(("team", team.number, "places"), what, remedy)
            return
    path = (_ACCEPTANCE, "admissions_per_week")
    if is_some(draft.value(*path)) and no_course(draft, of_kind(HOSPITAL_KIND)):
        what = phrase("needs a course of kind {kind}", kind=shown(HOSPITAL_KIND))
        yield draft.fault(path, what, phrase("add such a course, or leave it out"))


def _early_discharge(draft: Draft) -> Iterator[Fault]:
    """A table of what nobody does, and a penalty that nobody pays."""
    if not _moves(draft, "discharge_share"):
        what = phrase("is not used: no team moves {levers}", levers="discharge_share")
        remedy = phrase("add it to [behaviour.levers], or leave the table out")
        yield draft.fault((_DISCHARGE,), what, remedy)
    path = (_DISCHARGE, "penalty_dkk")
    if draft.has(*path) and not is_some(draft.value(_DISCHARGE, "found_share")):
        what = phrase("is not used: nobody is found without found_share")
        yield draft.fault(path, what, phrase("add found_share, or leave it out"))


def _reserve(draft: Draft, team: DraftRow) -> Iterator[Fault]:
    """Halves of a pair, nobody to take those who come to a closed team, nobody to join."""
    row, when = ("team", team.number), team.table.get("when_spent")
    for key, other in (_PAIR, _PAIR[::-1]):
        if other in team.table and key not in team.table:
            what = phrase("is missing, and {other} needs it", other=other)
            remedy = phrase("add it, or leave {other} out", other=other)
            yield draft.fault((*row, key), what, remedy)
    if when == "stop" and draft.may_hold(_ACCEPTANCE) and not draft.has(_ACCEPTANCE):
        what = phrase("{value} needs [acceptance], which says who takes them", value=shown("stop"))
        yield draft.fault((*row, "when_spent"), what, phrase("add [acceptance]"))
    if "merges_with" in team.table and when != "merge":
        what = phrase("is not used without {key}", key='when_spent = "merge"')
        yield draft.fault((*row, "merges_with"), what, phrase("add it, or leave it out"))
    if when == "merge":
        yield from _merger(draft, team)


def _merger(draft: Draft, team: DraftRow) -> Iterator[Fault]:
    """A merger with nobody, with itself or with a team that is not there."""
    others = [name for name in draft.names("team") if name != team.name]
    joins, row = team.table.get("merges_with"), ("team", team.number)
    if not others:
        what = phrase("{value} needs another team", value=shown("merge"))
        yield draft.fault((*row, "when_spent"), what, phrase("add a team, or change it"))
    elif isinstance(joins, str) and joins not in others:
        what = phrase("{name} is not another team", name=shown(joins))
        yield draft.fault((*row, "merges_with"), what, instead(joins, others))
