"""Every word of the report is there in Danish, with the same placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

import sim.reporting
from sim.model.levers import LEVER
from sim.model.state import SUM
from sim.words import words_file

SOURCES = Path(sim.reporting.__file__).parent
KEYWORDS = {"say": None, "known": None, "say_count": (1, 2)}


def messages_in(path):
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
        yield texts[0] if len(texts) == 1 else tuple(texts)


def said():
    paths = [*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]
    labels = {lever.label for lever in LEVER.values()}
    labels |= {one.figure.label for one in SUM.values() if one.figure}
    return labels | {message for path in paths for message in messages_in(path)}


@pytest.fixture(scope="module")
def danish():
    with words_file("da").open("rb") as words:
        return read_po(words, locale="da", abort_invalid=True)


def placeholders(text):
    return set(re.findall(r"\{\w+\}", text))


def test_every_message_has_danish_words(danish):
    translated = {message.id for message in danish if message.id and message.string}
    assert said() - translated == set()


def test_no_danish_words_are_left_over(danish):
    assert {message.id for message in danish if message.id} - said() == set()


def test_placeholders_are_the_same(danish):
    for message in danish:
        if isinstance(message.id, tuple):
            assert all(message.string)
            assert [placeholders(one) for one in message.string] == [
                placeholders(one) for one in message.id
            ]
        else:
            assert placeholders(message.string) == placeholders(message.id), message.id


def test_nothing_is_marked_doubtful(danish):
    assert not [message.id for message in danish if message.fuzzy and message.id]
