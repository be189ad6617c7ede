"""A text that is not TOML, names no schema or extends nothing is said so."""

# ruff: noqa: E501 - a fault is one line

import pytest

WRONG = [
    (
        [("schema = 1\n", "")],
        ["s.toml:1:1: schema: is missing; write schema = 1 on the first line"],
    ),
    (
        [("schema = 1", "schema = 2")],
        ["s.toml:1:1: schema: 2 is not a schema that this version knows; write schema = 1"],
    ),
    (
        [("schema = 1", 'schema = "1"')],
        ['s.toml:1:1: schema: "1" is not a schema that this version knows; write schema = 1'],
    ),
    (
        [("schema = 1", "schema = true")],
        ["s.toml:1:1: schema: true is not a schema that this version knows; write schema = 1"],
    ),
    (
        [("schema = 1", 'schema = 1\nextends = "base.toml"')],
        ['s.toml:2:1: extends: "base.toml" does not exist; name a scenario, as seen from s.toml'],
    ),
    (
        [("schema = 1", 'schema = 1\nextends = "s.toml"')],
        ['s.toml:2:1: extends: "s.toml" leads back to itself; extend another file, or none'],
    ),
    (
        [("schema = 1", 'schema = 1\nextends = "."')],
        ['s.toml:2:1: extends: "." is a folder; name a scenario, as seen from s.toml'],
    ),
    (
        [("schema = 1", "schema = 1\nextends = 3")],
        ['s.toml:2:1: extends: must be the name of a file, is 3; write extends = "other.toml"'],
    ),
    (
        [("weeks = 104", "weeks = = 104")],
        [
            "s.toml:6:9: syntax: is not TOML: invalid value; put text in quotes, and write 0.5 rather than .5 or 0,5"
        ],
    ),
    (
        [("weeks = 104", "weeks = 104\nweeks = 105")],
        [
            "s.toml:7:12: syntax: is not TOML: weeks stands twice, on line 6 and on line 7; keep one of them"
        ],
    ),
    (
        [("[tariff]", "[run]\n[tariff]")],
        ["s.toml:53:5: syntax: is not TOML: [run] stands twice; put its keys under one of them"],
    ),
    (
        [('name = "Nord"', "name = Nord")],
        [
            "s.toml:9:8: syntax: is not TOML: invalid value; put text in quotes, and write 0.5 rather than .5 or 0,5"
        ],
    ),
    (
        [('name = "Nord"', 'name = "Nord')],
        ["s.toml:9:13: syntax: is not TOML: illegal character '\\\\n'; close the quotes"],
    ),
    (
        [('name = "Nord"', "name")],
        [
            's.toml:9:5: syntax: is not TOML: expected \'=\' after a key in a key/value pair; write KEY = VALUE, with other keys than letters, digits, "_" and "-" in quotes'
        ],
    ),
    (
        [("weeks = 104", "weeks = 0,5")],
        [
            "s.toml:6:10: syntax: is not TOML: expected newline or end of document after a statement; end the line here; write 0.5 rather than 0,5, and dates as 2026-01-05"
        ],
    ),
    (
        [("start = 2026-01-05", "start = 2026-13-05")],
        [
            "s.toml:5:13: syntax: is not TOML: expected newline or end of document after a statement; end the line here; write 0.5 rather than 0,5, and dates as 2026-01-05"
        ],
    ),
    (
        [("weeks = 104", "wæks = 104")],
        [
            's.toml:6:2: syntax: is not TOML: expected \'=\' after a key in a key/value pair; write KEY = VALUE, with other keys than letters, digits, "_" and "-" in quotes'
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said
