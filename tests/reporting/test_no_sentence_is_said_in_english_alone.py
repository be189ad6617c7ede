"""Whatever is said to a user goes through the catalogue: the source is walked for what does not."""

import ast
import re

from source_tree import MODULES, parsed

SAYS = {
    *("fault", "Fault", "Problem", "Slip", "SaidCaution", "stopped", "_refuse", "_refused"),
    *("print", "say", "ResultsError", "ReplicationsFailed", "RatesError", "UnreadSheet"),
    *("RecordFault", "of_whole_file"),
}
"""Functions and errors whose words a user reads."""
NAMED = {"what", "remedy", "message", "said"}
"""Names under which a sentence goes on its way there."""
FLOORS = ("sim.scenario", "sim.experiments", "sim.economics", "sim.calibration", "sim.cli")
TRANSLATES = {"phrase", "phrase_count", "known"}
KEPT = {
    "sim.scenario.differences",  # a comparison's document: keys and values
    "sim.experiments.towns.draft",  # a scenario's text
    "sim.calibration.town.differences",  # a scenario's text
}
"""What is kept in files, in English."""
WORDS = re.compile(r"[a-z}][,;:]? [a-z{]")


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def text_of(node):
    """The words of a text or f-string; nothing of another node."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "" for part in node.values)
        return "".join(map(str, parts))
    return ""


def untranslated(node):
    """Sentences in an expression, but for those within a call that translates them."""
    if isinstance(node, ast.Call) and called(node) in TRANSLATES:
        return
    text = re.sub(r"^forloeb \w+:", "", text_of(node))
    if WORDS.search(text):
        yield text
    for below in ast.iter_child_nodes(node):
        if not isinstance(node, ast.JoinedStr) or isinstance(below, ast.FormattedValue):
            yield from untranslated(below)


def spoken_nodes(node):
    """A node and all below it, but for what only Python shows."""
    if not (isinstance(node, ast.FunctionDef) and node.name == "__repr__"):
        yield node
        for below in ast.iter_child_nodes(node):
            yield from spoken_nodes(below)


def said_in(tree):
    """Expressions whose words a user reads."""
    for node in spoken_nodes(tree):
        if isinstance(node, ast.Call) and called(node) in SAYS:
            yield from (*node.args, *(keyword.value for keyword in node.keywords))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id in NAMED:
                yield node.value
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield node.value


def test_no_sentence_is_said_in_english_alone():
    found = {
        (name, text)
        for name, path in MODULES.items()
        if name.startswith(FLOORS) and name not in KEPT
        for said in said_in(parsed(path))
        for text in untranslated(said)
    }
    assert found == set()


def test_the_walk_finds_a_sentence_and_passes_a_translated_one():
    bare = ast.parse('draft.fault(path, f"is {value} and not a number", "write a number")')
    assert [text for one in said_in(bare) for text in untranslated(one)] == [
        "is  and not a number",
        "write a number",
    ]
    good = ast.parse('draft.fault(path, phrase("is {value}", value=value), known("write one"))')
    assert [text for one in said_in(good) for text in untranslated(one)] == []
