"""A scenario whose values are changed again and again, checked no less than when it was read.

Most changes put one number in the place of another. Then the days of the run stay as they are, the
schema looks at the one table that holds the number, and of the checks between values only those
are asked that ever look at it (`reads.py`). Whatever is more than that, and whatever is wrong,
takes the way of `--set`, so messages are the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, Final, NamedTuple

from pydantic import ValidationError, create_model

from sim.scenario.checks import CHECKS, OF_TEXTS, OF_WHOLE_RUN, ON_FIRST_DAY
from sim.scenario.faults.fault import Fault
from sim.scenario.files.documents import Document
from sim.scenario.files.drafts import Draft
from sim.scenario.files.exits import ExitRefused, exits_with
from sim.scenario.files.given import NotGiven, toml_value
from sim.scenario.files.overrides import exit_named, overridden, place_of
from sim.scenario.files.values import date_counts
from sim.scenario.files.yearly import compounded
from sim.scenario.patching.reads import Key, Reads, watched
from sim.scenario.reading import Scenario, changed_scenario, drafts_on, without_heading
from sim.scenario.schema.quantities import Table
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import FROM

_OF_DAYS: Final = frozenset({"run", "indexation_per_year"})
"""Keys that decide which days a run has, or on which days a value changes."""
_SEED: Final = ("run", "seed")
"""Key of [run] that decides about draws alone."""
_OF_NAMES: Final = frozenset({"name", "key"})
"""Keys that other keys go by."""


class _Move(NamedTuple):
    """A plain value that takes the place of another, or of none."""

    key: Key
    value: Any
    is_new: bool


class _Check(NamedTuple):
    """A check of a run's days, and what it looks at."""

    faults: Callable[[Sequence[Draft]], Iterator[Fault]]
    reads: Reads
    is_of_texts: bool


class Patchable:
    """A checked scenario that is ready to be changed."""

    def __init__(self, scenario: Scenario) -> None:
        """Note what every check looks at."""
        self.scenario = scenario
        self._days = [day for day, _ in scenario.periods]
        self._dated = date_counts(scenario.tree, scenario.spot, Values)
        self._drafts = plain_drafts(scenario)
        self._values = [Values.model_validate(draft.tree) for draft in self._drafts]
        self._checks = [_noted(check, self._drafts, texts) for check, texts in _checks()]

    def patched(self, values: Mapping[str, object], *, is_checked: bool = False) -> Scenario:
        """Same scenario with other values, by key as `--set` takes it.

        Where the same values were patched before, the checks between values need no asking again.

        Raises
        ------
        ScenarioError
            With every fault that was found.
        """
        found = self._quickly(values, is_checked=is_checked)
        return found or changed_scenario(self.scenario, values)

    def _quickly(
        self, values: Mapping[str, object], *, is_checked: bool = False
    ) -> Scenario | None:
        """The scenario where nothing is wrong and the days stay as they are."""
        changes = [self._moves(key, value) for key, value in values.items()]
        drafts, looked_at = self._drafts, []
        for moves in changes:
            if moves is None:
                return None
            drafts = [_moved(draft, one) for draft, one in zip(drafts, moves, strict=True)]
            looked_at.append(moves[0])
        if not self._keeps_days(looked_at):
            return None
        touched = () if is_checked else self._touched(looked_at)
        if any(True for check in touched for _ in check.faults(drafts)):
            return None
        new = self._validated(drafts, {str(move.key[0]) for move in looked_at})
        read = overridden(Document(self.scenario.tree, self.scenario.spot), values)
        if new is None or read.faults:
            return None
        periods = compounded(zip(self._days, new, strict=True))
        first = self.scenario
        return Scenario(first.path, periods, read.tree, read.spot, first.starts_as)

    def _moves(self, key: str, given: object) -> list[_Move] | None:
        """What takes which place on each day; nothing where it takes more than that."""
        try:
            value = toml_value(given)
        except NotGiven:
            return None
        moves = [_move(draft.tree, key, value) for draft in self._drafts]
        found = [move for move in moves if move is not None]
        return None if len(found) < len(moves) or _reaches_beyond(found[0].key) else found

    def _keeps_days(self, moves: Sequence[_Move]) -> bool:
        """Claim that something still changes on each day on which something did."""
        kept = self._dated.copy()
        for key in {move.key for move in moves}:
            kept.subtract(_dates_in(standing_at(self.scenario.tree, key)))
        return all(number > 0 for number in kept.values())

    def _touched(self, moves: Sequence[_Move]) -> Iterator[_Check]:
        """Checks that look at what has moved."""
        some_text = any(not _is_number(move.value) for move in moves)
        for check in self._checks:
            if check.is_of_texts and not some_text:
                continue
            if any(check.reads.look_at(move.key, is_new=move.is_new) for move in moves):
                yield check

    def _validated(self, drafts: Sequence[Draft], tables: set[str]) -> list[Values] | None:
        """The days' values with some tables anew; nothing where the schema refuses one."""
        found = []
        for values, draft in zip(self._values, drafts, strict=True):
            try:
                again = {name: table_of(draft.tree, name) for name in tables}
            except ValidationError:
                return None
            found.append(values.model_copy(update=again))
        return found


def plain_drafts(scenario: Scenario) -> list[Draft]:
    """A scenario's plain values on each day on which some change."""
    days = [day for day, _ in scenario.periods]
    drafts = drafts_on(days, without_heading(scenario.tree), scenario.spot)
    return [drafts[day] for day in days]


def _checks() -> Iterator[tuple[Callable[[Sequence[Draft]], Iterator[Fault]], bool]]:
    """Every check as one of all days, and whether it looks at texts alone."""
    for check in CHECKS:
        yield partial(_of_each, check), check in OF_TEXTS
    for check in ON_FIRST_DAY:
        yield partial(_of_first, check), False
    for whole in OF_WHOLE_RUN:
        yield whole, False


def _of_each(check: Callable[[Draft], Iterator[Fault]], drafts: Sequence[Draft]) -> Iterator[Fault]:
    return (fault for draft in drafts for fault in check(draft))


def _of_first(
    check: Callable[[Draft], Iterator[Fault]], drafts: Sequence[Draft]
) -> Iterator[Fault]:
    return check(drafts[0])


def _noted(
    faults: Callable[[Sequence[Draft]], Iterator[Fault]],
    drafts: Sequence[Draft],
    is_of_texts: bool,  # noqa: FBT001 - a field of what is made
) -> _Check:
    """A check, asked once on trees that note what it looks at."""
    reads = Reads()
    for _ in faults([draft._replace(tree=watched(draft.tree, (), reads)) for draft in drafts]):
        pass
    return _Check(faults, reads, is_of_texts)


# What is moved


def _move(tree: dict[str, Any], key: str, value: Any) -> _Move | None:  # noqa: ANN401 - TOML
    """What a key's value takes the place of in a plain tree; nothing where that is a table."""
    place = place_of(tree, key)
    if place is None:
        return None
    standing = standing_at(tree, place)
    to = exit_named(key, place)
    if to is not None and not _holds_tables(value):
        try:
            return _Move(place, exits_with(standing, to, value), is_new=False)
        except ExitRefused:
            return None
    if _holds_tables(standing) or _holds_tables(value):
        return None
    return _Move(place, value, is_new=standing is None)


def standing_at(tree: Any, key: Key) -> Any:  # noqa: ANN401 - TOML
    """What stands at a key of a tree; nothing where there is no such key."""
    for part in key:
        if isinstance(tree, dict):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def _reaches_beyond(key: Key) -> bool:
    """Claim that more hangs on a key than the value that it has."""
    if key == _SEED:
        return False
    return len(key) == 1 or not _OF_DAYS.isdisjoint({key[0], key[-1]}) or key[-1] in _OF_NAMES


def _dates_in(raw: Any) -> list[Any]:  # noqa: ANN401 - TOML
    """Days from which the entries of a value hold, if it changes on a date."""
    if isinstance(raw, dict):
        here = [raw[FROM]] if FROM in raw else []
        return here + [day for below in raw.values() for day in _dates_in(below)]
    return [day for item in raw for day in _dates_in(item)] if isinstance(raw, list) else []


def _holds_tables(value: Any) -> bool:  # noqa: ANN401 - TOML
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    )


def _is_number(value: Any) -> bool:  # noqa: ANN401 - TOML
    """Claim that a value is a number, or several."""
    every = value if isinstance(value, list) else [value]
    return all(isinstance(one, int | float) for one in every)


def _moved(draft: Draft, move: _Move) -> Draft:
    return draft._replace(tree=put_plain(draft.tree, move.key, move.value))


def put_plain(tree: Any, key: Key, value: Any) -> Any:  # noqa: ANN401 - TOML
    """Tree with a value at a key; what is not on the way is shared."""
    if not key:
        return value
    part, rest = key[0], key[1:]
    if isinstance(tree, dict):
        return {**tree, part: put_plain(tree.get(part), rest, value)}
    return [put_plain(one, rest, value) if n == part else one for n, one in enumerate(tree)]


def table_of(tree: dict[str, Any], name: str) -> Any:  # noqa: ANN401 - what the schema has there
    """One table of a plain tree as the schema takes it, by itself."""
    return getattr(_alone(name).model_validate({name: tree[name]}), name)


@cache
def _alone(name: str) -> type[Table]:
    """The form of a scenario that has one table only."""
    of = Values.model_fields[name]
    form: type[Table] = create_model(name, __base__=Table, **{name: (of.annotation, of)})  # type: ignore[call-overload]
    return form
