"""Which keys of a tree somebody looks at, noted while they look.

What did not look at a key cannot answer otherwise because that key changed. So a check or a
group of arrays is asked once on a `WatchedTable`, and again only when one of its keys has moved.
Nothing is declared, so no list can go stale.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

Key = tuple[str | int, ...]


class Reads:
    """Keys whose value was looked at, and tables whose own keys were."""

    def __init__(self) -> None:
        """Nothing has been looked at."""
        self.values: set[Key] = set()
        self.keys: set[Key] = set()

    @cached_property
    def _on_the_way(self) -> frozenset[Key]:
        """Keys at or below which a value was looked at; asked when all has been noted."""
        return frozenset(key[:depth] for key in self.values for depth in range(len(key) + 1))

    def look_at(self, key: Key, *, is_new: bool = False) -> bool:
        """Claim that a key, or what is below or above it, was looked at.

        `is_new` says that there is no such key in the tree: then who looked at which keys its
        table has saw it too.
        """
        if is_new and key[:-1] in self.keys:
            return True
        above = (key[:depth] for depth in range(len(key)))
        return key in self._on_the_way or not self.values.isdisjoint(above)


def watched(value: Any, key: Key, reads: Reads) -> Any:  # noqa: ANN401 - any TOML value
    """Value whose parts note when they are looked at; a plain one is looked at now."""
    if isinstance(value, dict):
        return WatchedTable(value, key, reads)
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return WatchedRows(value, key, reads)
    reads.values.add(key)
    return value


class WatchedTable(dict[str, Any]):
    """A table that notes which of its entries are looked at."""

    def __init__(self, table: dict[str, Any], key: Key, reads: Reads) -> None:
        """Watch a table that stands at a key."""
        super().__init__(table)
        self._key = key
        self._reads = reads

    def __getitem__(self, part: str) -> Any:  # noqa: ANN401 - any TOML value
        """Entry of a name, noted."""
        return watched(super().__getitem__(part), (*self._key, part), self._reads)

    def get(self, part: Any, default: Any = None) -> Any:  # noqa: ANN401 - as any dict
        """Entry of a name or a default, noted."""
        if super().__contains__(part):
            return self[part]
        self._reads.values.add((*self._key, part))
        return default

    def __contains__(self, part: object) -> bool:
        """Claim that there is an entry; which there are is noted."""
        self._reads.keys.add(self._key)
        return super().__contains__(part)

    def __iter__(self) -> Iterator[str]:
        """Names of the entries, noted."""
        self._reads.keys.add(self._key)
        return super().__iter__()

    def __len__(self) -> int:
        """Number of entries, noted."""
        self._reads.keys.add(self._key)
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        """Claim that a table is the same: all of it is looked at."""
        self._reads.values.add(self._key)
        return super().__eq__(other)

    __hash__ = None  # as any dict

    def keys(self) -> Any:  # noqa: ANN401 - a view like a dict's
        """Names of the entries, noted."""
        self._reads.keys.add(self._key)
        return super().keys()

    def values(self) -> Any:  # noqa: ANN401 - a view like a dict's
        """Every entry, noted."""
        return self._noted().values()

    def items(self) -> Any:  # noqa: ANN401 - a view like a dict's
        """Every entry with its name, noted."""
        return self._noted().items()

    def _noted(self) -> dict[str, Any]:
        return {part: self[part] for part in self}


class WatchedRows(list[Any]):
    """A list of tables that notes which are looked at. It never changes its length."""

    def __init__(self, rows: Iterable[Any], key: Key, reads: Reads) -> None:
        """Watch a list that stands at a key."""
        super().__init__(rows)
        self._key = key
        self._reads = reads

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - as any list
        """Row of a number, or several."""
        if isinstance(number, slice):
            return [self[n] for n in range(len(self))[number]]
        place = range(len(self))[number]
        return watched(super().__getitem__(place), (*self._key, place), self._reads)

    def __iter__(self) -> Iterator[Any]:
        """Every row in turn."""
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Claim that a list is the same: all of it is looked at."""
        self._reads.values.add(self._key)
        return super().__eq__(other)

    __hash__ = None  # as any list
