"""Every message that Forløb says, read from its source, and which of them has no Danish yet.

`python tests/danish_words.py` prints what is missing, ready to be put into the catalogue; the
tests in `tests/reporting/test_danish_is_complete.py` fail while there is anything.
"""

import re
import sys
from pathlib import Path

import typer
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from source_tree import SIM

from sim.cli import app
from sim.cli.in_language import paragraphs
from sim.model.levers import LEVER
from sim.model.state import SUM
from sim.scenario.evidence.figures import FIGURE
from sim.scenario.tariffs.listed import TARIFF_KINDS
from sim.scenario.templates.comments import comments
from sim.words import FILES, words_file

SCENARIOS = Path(__file__).parents[1] / "scenarios"

KEYWORDS = {
    "say": None,
    "known": None,
    "phrase": None,
    "say_count": (1, 2),
    "phrase_count": (1, 2),
}


def messages_in(path):
    """Messages of a source file or a page's template; one with a plural as a pair."""
    with path.open("rb") as source:
        if path.suffix == ".py":
            found = [message for _, message, _, _ in extract("python", source, keywords=KEYWORDS)]
        else:
            found = [message for _, _, message, _ in babel_extract(source, KEYWORDS, (), {})]
    for message in found:
        texts = (
            [message]
            if isinstance(message, str)
            else [one for one in message if isinstance(one, str)]
        )
        if texts:
            yield texts[0] if len(texts) == 1 else tuple(texts)


def help_texts(command):
    """Help of a command, of its options and of all commands below it."""
    yield from paragraphs(command.help)
    yield from (parameter.help for parameter in command.params)
    for below in getattr(command, "commands", {}).values():
        yield from help_texts(below)


def said():
    """Every message of the program."""
    sums = [one.figure for one in SUM.values() if one.figure]
    listed = {lever.label for lever in LEVER.values()} | {lever.unit for lever in LEVER.values()}
    listed |= {words for one in sums for words in (one.label, one.said, one.unit)}
    helps = {text for text in help_texts(typer.main.get_command(app)) if text}
    paths = [*SIM.rglob("*.py"), *SIM.rglob("*.html")]
    written = {words for path in SIM.rglob("templates/**/*.toml") for words in comments_of(path)}
    written |= {words for kind in TARIFF_KINDS for words in comments(kind.example)}
    return listed | helps | written | {words for path in paths for words in messages_in(path)}


def comments_of(path):
    """Comments of a template that `new` writes."""
    return set(comments(path.read_text("utf-8"))) if "scenario" in path.parts else set()


OF_FILE = re.compile(r'(?<=\bsource = ")(?P<source>[^"$][^"]*)|(?<=^title = ")(?P<title>[^"$]+)')
NO_EXPLANATION = ("published", None)
USUAL = ("from_hospital_share", "own_staff_share", "nursing_home_places_per_recipient")
"""Figures whose source a town's file has: its draft puts them there."""


def said_by_files():
    """What files that come with Forløb say themselves, and whether it must be there in Danish.

    Where a number was read may stay in its own language, but not what is said of a judgement.
    """
    figures = [FIGURE[name] for name in USUAL]
    found = dict.fromkeys((one.source for one in figures), True)
    found |= dict.fromkeys((one.unit for one in figures), False)
    templates = [path for path in SIM.rglob("templates/**/*.toml") if "scenario" in path.parts]
    for path in [*SCENARIOS.rglob("*.toml"), *templates]:
        for line in path.read_text("utf-8").splitlines():
            for words in OF_FILE.finditer(line):
                status = re.search(r'status = "(\w+)"', line[words.end() :])
                must = (status and status[1]) not in NO_EXPLANATION or words["title"] is not None
                found[words[0]] = found.get(words[0], False) or must
    return found


def danish(catalogue="forloeb"):
    """A catalogue."""
    with words_file("da", catalogue).open("rb") as words:
        return read_po(words, locale="da", abort_invalid=True)


def translated(catalogue):
    """Messages that have Danish words."""
    return {message.id for message in danish(catalogue) if message.id and message.string}


def missing():
    """Messages without Danish words, in alphabetical order."""
    return sorted(said() - translated("forloeb"), key=str)


def missing_of_files():
    """The same of what files say."""
    needed = {words for words, must in said_by_files().items() if must}
    return sorted(needed - translated(FILES))


def quoted(text):
    """A text as a catalogue has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def entry(message):
    """A message as the catalogue has it, its Danish left open."""
    if isinstance(message, str):
        return f'msgid {quoted(message)}\nmsgstr ""\n'
    one, many = map(quoted, message)
    return f'msgid {one}\nmsgid_plural {many}\nmsgstr[0] ""\nmsgstr[1] ""\n'


if __name__ == "__main__":
    sys.stdout.writelines(f"{entry(message)}\n" for message in [*missing(), *missing_of_files()])
