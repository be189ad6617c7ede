"""Every word that a reader meets is there in Danish, with the same placeholders."""

import re

from danish_words import danish, missing, missing_of_files, said, said_by_files

from sim.words import FILES, words_of_files

CATALOGUE = [*danish(), *danish(FILES)]


def placeholders(text):
    return set(re.findall(r"(?<!\{)\{\w+\}", text))


def pairs(message):
    """English beside Danish, for each form of a message."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


def test_every_message_has_danish_words():
    assert missing() == []
    assert missing_of_files() == []


def test_no_danish_words_are_left_over():
    assert {message.id for message in danish() if message.id} - said() == set()
    assert {message.id for message in danish(FILES) if message.id} - said_by_files().keys() == set()


def test_what_others_files_say_stays_as_it_is():
    assert words_of_files("fra vores eget regneark", "da") == "fra vores eget regneark"
    assert words_of_files("", "da") == ""
    assert words_of_files("judgement; Tuntland 2015", "en") == "judgement; Tuntland 2015"


def test_placeholders_are_the_same():
    for message in CATALOGUE:
        for english, translated in pairs(message):
            assert placeholders(translated) == placeholders(english), english


def test_blanks_at_the_ends_are_the_same():
    for message in CATALOGUE:
        for english, translated in pairs(message) if message.id else ():
            for blank in (r"^\s*", r"\s*$"):
                assert re.search(blank, translated)[0] == re.search(blank, english)[0], english


def test_danish_parts_no_number_from_its_per_cent():
    for message in CATALOGUE:
        for _, translated in pairs(message):
            assert not re.search(r"[\d}] %", translated), translated


def test_nothing_is_marked_doubtful():
    assert not [message.id for message in CATALOGUE if message.fuzzy and message.id]
