"""What a link asks for: scenario, comparison, team, weeks, language, and values by `--set` key.

All of the page's state is in its address, so a link that is opened again gives the same numbers,
and the command line that gives them can be shown. What a reader types into the form comes as
`typed:KEY` in the page's language (`typed.py`); it becomes a value as `--set` takes it.
"""

import shlex
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode

from sim.reporting.words.language import LANGUAGES
from sim.scenario.tables.changes import SIGN as AT_FILE

SCENARIO: Final = "scenario"
WITH: Final = "with"
TEAM: Final = "team"
WEEKS: Final = "weeks"
POOLED: Final = "pooled"
"""How teams are put together; what that makes of them stands in `teams`."""
LANGUAGE: Final = "language"
TOKEN: Final = "token"  # noqa: S105 - the name of a field
TYPED: Final = "typed:"
TYPED_IN: Final = "typed-in"
"""Language of the page on which the fields were filled in; it may be changed at the same time."""

_OWN: Final = (SCENARIO, WITH, TEAM, WEEKS, LANGUAGE, POOLED)

MOST_BYTES: Final = 8_192
MOST_FIELDS: Final = 200
MOST_DIGITS_OF_WEEKS: Final = 4


class Link(NamedTuple):
    """What a link asks for; `values` are texts by key as `--set` takes them, in order."""

    scenario: str = ""
    other: str = ""  # to compare with
    team: str = ""
    weeks: str = ""  # as it is written
    language: str = ""
    values: tuple[tuple[str, str], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    typed_in: str = ""  # the language that it was typed in
    pooled: str = ""
    teams: str = ""  # all of them as TOML, where they are put together

    @property
    def overrides(self) -> list[str]:
        """Every override, as `load_scenario` takes them: those of --set and then the weeks."""
        given = [f"{key}={value}" for key, value in self.settings]
        return [*given, f"run.weeks={self.weeks}"] if self.weeks else given

    @property
    def settings(self) -> list[tuple[str, str]]:
        """Every value by key, as `--set` takes them; whole lists and tables first."""
        teams = [("team", self.teams)] if self.teams else []
        return [*teams, *self.values]

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        fields = [
            (SCENARIO, self.scenario),
            (WITH, self.other),
            (TEAM, self.team),
            (WEEKS, self.weeks),
            (LANGUAGE, self.language),
            (POOLED, self.pooled),
        ]
        return urlencode([*(field for field in fields if field[1]), *self.values])

    def with_values(self, values: Mapping[str, str]) -> "Link":
        """The same with other values, and nothing typed."""
        return self._replace(values=tuple(values.items()), typed=())

    def command(self, file: str) -> str:
        """The command line that gives the same numbers."""
        settings = [part for key, text in self.settings for part in ("--set", f"{key}={text}")]
        weeks = ["--weeks", self.weeks] if self.weeks else []
        return shlex.join(["forloeb", "run", file, *settings, *weeks])


class BadLinkError(ValueError):
    """A link that asks for nothing that can be read; the text says what to do."""


def link_of(query: str, language: str) -> Link:
    """What the end of an address asks for; `language` is the server's own.

    Raises
    ------
    BadLinkError
        When it is too long or a field is there twice.
    """
    if len(query) > MOST_BYTES:
        raise BadLinkError(f"the link is longer than {MOST_BYTES} letters; leave out some values")
    try:
        fields = parse_qsl(
            query,
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            encoding="utf-8",
            errors="strict",
        )
    except ValueError as fault:
        raise BadLinkError(f"the link cannot be read ({fault})") from fault
    once = _once(fields)
    own = {name: once.pop(name, "").strip() for name in _OWN}
    once.pop(TOKEN, None)
    shown = own[LANGUAGE] if own[LANGUAGE] in LANGUAGES else language
    typed_in = once.pop(TYPED_IN, "")
    return Link(
        own[SCENARIO],
        own[WITH],
        own[TEAM],
        _weeks(own[WEEKS]),
        shown,
        tuple((key, text) for key, text in once.items() if not key.startswith(TYPED)),
        tuple((key[len(TYPED) :], text) for key, text in once.items() if key.startswith(TYPED)),
        typed_in if typed_in in LANGUAGES else shown,
        own[POOLED],
    )


def _once(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in fields:
        if name in found:
            raise BadLinkError(f"{name} is in the link twice; leave one of them out")
        if not name.isprintable() or not text.isprintable():
            raise BadLinkError("the link holds signs that cannot be printed")
        if name.lstrip().startswith(AT_FILE):
            raise BadLinkError("a link cannot name a file of values; write them out as KEY=VALUE")
        found[name] = text
    return found


def _weeks(text: str) -> str:
    if text and not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS_OF_WEEKS):
        raise BadLinkError(f"weeks={text} is not a whole number of weeks; write for example 52")
    return text
