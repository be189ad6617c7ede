"""Names and titles: text that can be seen, each name once and none of the model's own words.

Who reads a name must see all of it. A mark that turns the direction of writing lets "Nord" be
read where "droN" stands, and a control character rules the terminal it is shown on.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from sim.model.terms import (
    CHANGED_TEAM_NAME,
    DISCHARGED_NAME,
    HELD_NAME,
    LEVEL_CHANGE_NAME,
    OUTS,
    RESUME_NAME,
    SOURCES,
)
from sim.scenario.arrays.teams import key_number
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.files.drafts import Draft
from sim.scenario.schema import MAX_SEED, TeamTable
from sim.words import known, phrase

RESERVED: Final = (
    *OUTS,
    RESUME_NAME,
    LEVEL_CHANGE_NAME,
    HELD_NAME,
    CHANGED_TEAM_NAME,
    DISCHARGED_NAME,
    *SOURCES,
)
LAST_ROWS: Final = ("total", "all", "all teams", "i alt", "alle", "alle teams")
"""What the last rows of tables are called, in either language."""
_PUNCTUATION: Final = frozenset(" -_.&()'")
_UNSEEN_KINDS: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters, halves of pairs, ends of lines and paragraphs."""
_UNSEEN_LETTERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and accents by their kind, and blank."""
_NAMES_OF_THEIR_OWN: Final = frozenset({"team", "course"})
"""Tables whose `name` has a stricter check."""


def name_faults(draft: Draft) -> Iterator[Fault]:
    """Names that are no plain text, doubled, or taken by the model."""
    for kind in ("team", "course"):
        for row in draft.rows(kind):
            if row.name:
                yield from text_faults(draft, (kind, row.number, "name"), row.name)
                yield from _last_row_faults(draft, (kind, row.number, "name"), row.name)
        yield from _doubled(draft, kind)
    for row in draft.rows("course"):
        if row.name.lower() in RESERVED:
            what = phrase("{name} means something else in exits and intake", name=shown(row.name))
            yield draft.fault(
                ("course", row.number, "name"), what, phrase("give the course another name")
            )


def _last_row_faults(draft: Draft, path: Path, name: str) -> Iterator[Fault]:
    """A team called as the row in which tables add all teams up."""
    if path[0] == "team" and " ".join(name.casefold().split()) in LAST_ROWS:
        what = phrase(
            "{name} is taken: tables call the sum of all teams so in their last row",
            name=shown(name),
        )
        yield draft.fault(path, what, phrase("give the team another name"))


def text_faults(draft: Draft, path: Path, name: str) -> Iterator[Fault]:
    """A name that is blank or no plain text."""
    if not name.strip():
        yield draft.fault(path, phrase("is blank"), phrase("write a name"))
        return
    strange = sorted({c for c in name if not _is_plain(c)})
    if strange:
        what = phrase(
            "{name} is not plain text, has {map}",
            name=shown(name),
            map=", ".join(map(shown, strange[:5])),
        )
        yield draft.fault(path, what, phrase("use letters, digits, spaces and - _ . & ( ) '"))
    elif name != name.strip():
        what = phrase("{name} begins or ends with a space", name=shown(name))
        yield draft.fault(path, what, phrase("write {strip}", strip=shown(name.strip())))
    elif not any(c.isalnum() for c in name):
        yield draft.fault(
            path, phrase("{name} has no letter", name=shown(name)), phrase("write a name")
        )


def _is_plain(character: str) -> bool:
    """A letter of any language, a digit or one of a few signs."""
    if character in _PUNCTUATION:
        return True
    return unicodedata.category(character)[0] in "LMN" and not _is_unseen(character)


def unseen_faults(draft: Draft) -> Iterator[Fault]:
    """Invisible characters in a title, a name or any other text."""
    for path, text in _texts(draft.tree, ()):
        if path[0] in _NAMES_OF_THEIR_OWN and path[-1] == "name":
            continue
        unseen = sorted({c for c in text if _is_unseen(c)})
        if unseen:
            what = phrase(
                "{text} has invisible characters: {map}",
                text=shown(text),
                map=", ".join(map(shown, unseen[:5])),
            )
            yield draft.fault(path, what, phrase("write it again without"))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a tree, and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in entries:
            yield from _texts(inner, (*path, key))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN_KINDS or character in _UNSEEN_LETTERS


_TWO: Final = {
    "team": known("{name} is the name of two teams"),
    "course": known("{name} is the name of two courses"),
}
_ITS_OWN: Final = {
    "team": known("give each team its own name"),
    "course": known("give each course its own name"),
}


def _doubled(draft: Draft, kind: str) -> Iterator[Fault]:
    """Names given twice; of courses also in other capitals, since columns do not tell those."""
    first: dict[str, str] = {}
    for row in draft.rows(kind):
        if not row.name:
            continue
        same = unicodedata.normalize("NFC", row.name)
        same = same.casefold() if kind == "course" else same
        if same in first:
            other = first[same]
            what = phrase(_TWO[kind], name=shown(row.name))
            if other != row.name:
                what = phrase(
                    "{name} cannot be told from {other}", name=shown(row.name), other=shown(other)
                )
            yield draft.fault((kind, row.number, "name"), what, phrase(_ITS_OWN[kind]))
        first.setdefault(same, row.name)


def key_faults(draft: Draft) -> Iterator[Fault]:
    """Team keys that two teams share: their citizens would be the same people."""
    owner: dict[int, str] = {}
    seen: set[str] = set()
    for row in draft.rows("team"):
        key = row.table.get("key")
        if not _is_key(key) or not row.name or row.name in seen:
            continue
        number = key_number(TeamTable.model_construct(name=row.name, key=key, inflow_per_week=0))
        if number in owner:
            said = (
                phrase("{key} is", key=shown(key))
                if key is not None
                else phrase("hashed from {name} is", name=shown(row.name))
            )
            what = phrase(
                "{said} also the key of team {owner}", said=said, owner=shown(owner[number])
            )
            yield draft.fault(
                ("team", row.number, "key"), what, phrase("give each team its own key")
            )
        owner.setdefault(number, row.name)
        seen.add(row.name)


def _is_key(key: object) -> bool:
    if isinstance(key, int) and not isinstance(key, bool):
        return 0 <= key <= MAX_SEED
    return key is None or (isinstance(key, str) and key != "")
