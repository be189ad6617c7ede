"""Every key that tomllib finds has a place, and the key stands at that place."""

import tomllib

import pytest
import toml_rs
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.files.toml_lines import Spot, spots

TEXT = '''\
# a comment with a = "key"
a.b = 1
"c d" = """
x = 2 ""
"""
'e"f' = [1, # [
  { g = 2026-01-05 07:30:00, h.i = [] }, 'j = 3']

[k.l]
m = { n = "o = 4", "\\u0070" = true }
[[q]]
r = \'\'\'s\'\'\'
[[q]]
  r = inf
  [q.t]
  u = 0x1F
  [[q.v]]
  w = -1.5e3
[k]
x = """a""""
'''


def test_each_kind_of_key_has_its_line_and_column():
    root = spots(TEXT, "s.toml")
    expected = {
        ("a",): (2, 1),
        ("a", "b"): (2, 3),
        ("c d",): (3, 1),
        ('e"f',): (6, 1),
        ('e"f', 0): (6, 10),
        ('e"f', 1): (7, 3),
        ('e"f', 1, "g"): (7, 5),
        ('e"f', 1, "h", "i"): (7, 32),
        ('e"f', 2): (7, 42),
        ("k",): (19, 2),
        ("k", "l"): (9, 4),
        ("k", "l", "m"): (10, 1),
        ("k", "l", "m", "n"): (10, 7),
        ("k", "l", "m", "p"): (10, 20),
        ("q", 0): (11, 3),
        ("q", 0, "r"): (12, 1),
        ("q", 1): (13, 3),
        ("q", 1, "r"): (14, 3),
        ("q", 1, "t"): (15, 6),
        ("q", 1, "t", "u"): (16, 3),
        ("q", 1, "v", 0): (17, 7),
        ("q", 1, "v", 0, "w"): (18, 3),
        ("k", "x"): (20, 1),
    }
    assert {path: tuple(root.deepest(path)[1:]) for path in expected} == expected


def test_a_missing_key_is_at_the_header_of_its_table():
    assert spots(TEXT, "s.toml").deepest(("q", 1, "t", "missing"))[1:] == (15, 6)


def test_a_missing_table_is_at_the_beginning():
    assert spots(TEXT, "s.toml").deepest(("missing", "key"))[1:] == (1, 1)


def test_lines_of_windows_count_like_all_others():
    text = "a = 1\r\n[b]\r\nc = '''\r\n'''\r\nd = 2\r\n"
    assert spots(text, "s.toml").deepest(("b", "d"))[1:] == (5, 1)


def paths(value, above=()):
    """All paths of a tree."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for part, below in pairs:
        yield (*above, part)
        if isinstance(below, dict | list):
            yield from paths(below, (*above, part))


def spot_paths(spot: Spot, above=()):
    for part, below in spot.parts.items():
        yield (*above, part)
        yield from spot_paths(below, (*above, part))


BARE = st.text("abcXYZ019_-", min_size=1, max_size=4)
QUOTED = st.text(
    st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc", "Cs"]),
    max_size=4,
).map(lambda t: f'"{t}"')
LITERAL = st.text("ab .=#[]{},\"'".replace("'", ""), max_size=4).map(lambda t: f"'{t}'")
KEY = st.one_of(BARE, BARE, QUOTED, LITERAL, st.just(r'"\u00f8\n"'))
SPACE = st.sampled_from(["", " ", "\t", "  "])
SCALAR = st.sampled_from(
    ["1", "-0.5", "1e3", "nan", "-inf", "0x1F", "true", "2026-01-05", "2026-01-05 07:30:00",
     "07:30:00", '"a = 1 # ]"', r'"\" = \\"', "'\\'", '""', '"""\n[x]\n\\""" = ""\n"""',
     "'''\n'' = 2\n'''", '"""a"""""', "'''b''''"]
)  # fmt: skip
GAP = st.sampled_from(["", " ", "\n", " # ], }\n ", "\n\n"])


def lists(items):
    return st.builds(
        lambda parts, gap, comma: "[" + gap + (gap + "," + gap).join(parts) + comma + "]",
        st.lists(items, max_size=3), GAP, st.just(""),
    )  # fmt: skip


def inline_tables(items):
    pair = st.builds(lambda k, s, v: f"{k}{s}={s}{v}", KEY, SPACE, items)
    return st.lists(pair, max_size=3).map(lambda pairs: "{" + ", ".join(pairs) + "}")


VALUE = st.recursive(SCALAR, lambda items: lists(items) | inline_tables(items), max_leaves=6)
DOTTED = st.builds(lambda parts, s: f"{s}.{s}".join(parts), st.lists(KEY, min_size=1, max_size=3),
                   SPACE)  # fmt: skip
PAIR = st.builds(lambda i, k, s, v, e: f"{i}{k}{s}={s}{v}{e}\n", SPACE, DOTTED, SPACE, VALUE,
                 st.sampled_from(["", " # a = 1", "\t"]))  # fmt: skip
HEADER = st.builds(lambda i, s, k: f"{i}[{s}{k}{s}]\n", SPACE, SPACE, DOTTED)
ROW_HEADER = st.builds(lambda i, s, k: f"{i}[[{s}{k}{s}]]\n", SPACE, SPACE, DOTTED)
DOCUMENT = st.lists(st.one_of(PAIR, PAIR, HEADER, ROW_HEADER, st.just("\n# b = 2\n")), max_size=8)


def _is_toml(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _key_at(text, place):
    """First key of the text from a place on, as tomllib reads it."""
    line = text.split("\n")[place.line - 1][place.column - 1 :]
    for end in range(len(line), 0, -1):
        if _is_toml(line[:end] + " = 0"):
            return next(iter(tomllib.loads(line[:end] + " = 0")))
    return None


@given(DOCUMENT.map("".join).filter(_is_toml))
def test_every_key_that_tomllib_finds_is_found_and_stands_where_it_is_said_to(text):
    tree = tomllib.loads(text)
    root = spots(text, "s.toml")
    assert sorted(map(repr, spot_paths(root))) == sorted(map(repr, paths(tree)))
    for path in paths(tree):
        if isinstance(path[-1], str):
            assert _key_at(text, root.deepest(path)) == path[-1]


@given(DOCUMENT.map("".join))
def test_what_tomllib_accepts_another_reader_accepts_too(text):
    try:
        toml_rs.loads(text, toml_version="1.0.0")
    except toml_rs.TOMLDecodeError:
        accepted = False
    else:
        accepted = True
    assert accepted == _is_toml(text)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "a = 1", "[a]"])
def test_a_text_need_not_end_in_a_new_line(text):
    assert sorted(map(repr, spot_paths(spots(text, "s.toml")))) == sorted(
        map(repr, paths(tomllib.loads(text)))
    )
