"""Whatever stands in a file, the answer is a scenario or a list of faults."""

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import Scenario, load_scenario
from sim.scenario.templates import template_names, template_text

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
TEXTS = [template_text(name) for name in template_names()]
SNIPPETS = st.sampled_from(
    ["", "z" * 99, "0", "-1", "nan", "inf", "true", '""', '"x"', "[]", "{}", "1e308", "1e-320",
     "2026-01-05", "1.5", "[1, 2]", "{ value = 1 }", "[{ from = 2026-01-05, value = 1 }]",
     "[{ from = 2026-01-05 }]", "9" * 400, "[[team]]", "[run]", "x", "=", "\0", "\ud800", "#", "\n"]
)  # fmt: skip


def said(text, overrides=()):
    """Check that the answer is one of two; the faults, none where there is a scenario."""
    Path("s.toml").write_bytes(text.encode(errors="surrogatepass"))
    try:
        answer = load_scenario("s.toml", overrides)
    except ScenarioError as error:
        faults = error.faults
        lines = str(error).splitlines()
    else:
        assert isinstance(answer, Scenario)
        return
    assert faults
    assert len(lines) == len(faults) == len(set(lines))
    assert all(line.isprintable() for line in lines)


@in_one_folder
@given(st.binary(max_size=300))
def test_any_bytes(content):
    Path("s.toml").write_bytes(content)
    with pytest.raises(ScenarioError):
        load_scenario("s.toml")


@in_one_folder
@given(st.sampled_from(TEXTS), st.integers(0), st.integers(0, 30), SNIPPETS)
def test_a_piece_of_a_sound_text_replaced_by_anything(text, place, length, snippet):
    place %= len(text)
    said(text[:place] + snippet + text[place + length :])


@in_one_folder
@given(st.sampled_from(TEXTS), st.integers(0), st.integers(0))
def test_lines_of_a_sound_text_dropped_or_doubled(text, dropped, doubled):
    lines = text.splitlines(keepends=True)
    lines.insert(doubled % len(lines), lines[doubled % len(lines)])
    del lines[dropped % len(lines)]
    said("".join(lines))


def paths(value, above=()):
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for part, below in pairs:
        yield (*above, part)
        if isinstance(below, dict | list):
            yield from paths(below, (*above, part))


def override(tree, path, value):
    """Override at a path, with the names of teams and courses."""
    text = str(path[0])
    for number, part in enumerate(path[1:], start=1):
        named = number == 1 and path[0] in {"team", "course"}
        name = tree[path[0]][part]["name"] if named else part
        text += f"[{name}]" if isinstance(name, int) else f'."{name}"'
    return f"{text}={value}"


@in_one_folder
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False), st.lists(SNIPPETS, max_size=3))
def test_any_key_set_to_anything(text, chance: random.Random, values):
    tree = tomllib.loads(text)
    known = list(paths(tree))
    said(text, [override(tree, chance.choice(known), value) for value in values])


@in_one_folder
@given(st.text(max_size=40))
def test_any_override(text):
    said(TEXTS[0], [text])


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "\ud800.toml", "nowhere/s.toml"])
def test_any_file_name(name):
    with pytest.raises(ScenarioError):
        load_scenario(name)
