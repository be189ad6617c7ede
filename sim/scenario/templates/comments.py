"""Comments, sources and title of a template in the language spoken; keys and values stay.

They are translated line by line, so each template is written once.
"""

import re
from collections.abc import Iterator
from typing import Final

from sim.words import phrase, spoken, words_of_files

_NO_WORDS: Final = (
    r"[\[\]]|\{.*\},?$|"  # a table, an entry of a list
    r"\"?[\w.<>-]+(?: \w+)?\"? = |"  # a key
    r"[-=]+$|forloeb (?:plan|reform) FILE"  # a rule, a command
)
_WHOLE: Final = re.compile(rf"(?P<before> *# ++(?:- )?)(?P<words>(?!{_NO_WORDS}).+)")
"""A line that is a comment and no key, table or rule that was commented out."""
_AFTER: Final = re.compile(r"(?P<before>.*\S\s+# )(?P<words>\S.*)")
"""A line with a comment after its key."""
_OF_FILE: Final = re.compile(r'(?<=\bsource = ")[^"]*|(?<=^title = ")[^"]*')
_SHORTEST: Final = 8
_RULE: Final = re.compile(r"(?P<before># )(?P<rule>-{8,}) (?P<words>\S.*)")
"""A heading behind a rule, which ends where the others end."""


def comments(text: str) -> Iterator[str]:
    """Every comment of a template, a line each."""
    for line in text.splitlines():
        found = _comment(line)
        if found is not None:
            yield found["words"]


def in_language(text: str) -> str:
    """The template with its comments, sources and title in the language spoken."""
    if spoken() == "en":
        return text
    return "".join(_said(line) for line in text.splitlines(keepends=True))


def _said(line: str) -> str:
    bare = _OF_FILE.sub(lambda found: words_of_files(found[0]), line.rstrip("\n"))
    found = _comment(bare)
    if found is None:
        return bare + line[len(line.rstrip("\n")) :]
    parts = found.groupdict()
    before, english = parts["before"], parts["words"]
    words = phrase(english)
    if "rule" not in parts:
        return f"{before}{words}\n"
    ruled = max(_SHORTEST, len(parts["rule"]) + len(english) - len(words))
    return f"{before}{'-' * ruled} {words}\n"


def _comment(line: str) -> re.Match[str] | None:
    ruled = _RULE.fullmatch(line)
    if ruled or line.startswith("#:"):
        return ruled
    found = _WHOLE.fullmatch(line) or _AFTER.fullmatch(line)
    # A sign within quotation marks begins no comment.
    return found if found and found["before"].count('"') % 2 == 0 else None
