"""The compiled loop is kept between processes and is never stale.

The first process may have to compile, which takes a while, unless this machine has run the
same sources before.
"""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_scenarios import THREE_COURSES, parameters_of_text

pytest.importorskip("numba")

from numba import types

from sim.engines.compiled_engine import CompiledEngine
from sim.engines.compiling import kept, loop
from sim.engines.compiling.building import built
from sim.engines.compiling.native import KeptNative
from sim.engines.compiling.tables import GENERAL, referred
from sim.model.rulebook import STANDARD_RULES

TESTS = Path(__file__).parents[1]
RUN = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from numba.core import event
from small_scenarios import THREE_COURSES, parameters_of_text
from sim.engines.compiled_engine import CompiledEngine, is_ready

with event.install_recorder("numba:compile") as compiled:
    was_ready = is_ready()
    minutes = CompiledEngine(parameters_of_text(THREE_COURSES)).run().weeks.minutes.sum()
print(was_ready, len(compiled.buffer), minutes)
"""


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    """Folder for compiled loops of this test's own."""
    monkeypatch.setenv("FORLOEB_CACHE", str(tmp_path))
    loop.folder_for.cache_clear()
    yield tmp_path
    loop.folder_for.cache_clear()


def run():
    """Whether the loop was ready, how often numba compiled, and the minutes delivered."""
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True)
    was_ready, compiled, minutes = done.stdout.split()
    return was_ready == "True", int(compiled), int(minutes)


def test_a_second_process_compiles_nothing():
    _, _, minutes = run()
    assert run() == (True, 0, minutes)


def test_who_waits_while_another_compiles_finds_its_loop(own_cache, monkeypatch):
    waits = threading.Event()

    def told(folder):
        waits.set()
        return kept.alone_in(folder)

    monkeypatch.setattr(loop, "alone_in", told)
    monkeypatch.setattr(loop, "_compiled", None)  # calling it ends in a TypeError
    references = referred(CompiledEngine(parameters_of_text(THREE_COURSES)).swept, GENERAL)
    folder = loop.folder_for(STANDARD_RULES)
    assert folder.parent == own_cache
    entries = KeptNative(folder)
    with ThreadPoolExecutor(1) as pool:
        with kept.alone_in(folder):
            waiting = pool.submit(loop._fetched, STANDARD_RULES, references, "general")  # noqa: SLF001 - the door takes longer
            assert waits.wait(60)
            path = entries.path("general", loop.layout(references))
            entries.write(path, built(lambda number: number, {}, (types.int64,)).native)
        assert waiting.result(60) is not None


def scaled(factor):
    """Rulebook in which every need is so many times as large."""
    return STANDARD_RULES._replace(
        need=lambda mean, person, week, profile: factor * mean * person * week * profile
    )


def test_another_rule_has_another_folder(own_cache):
    folders = {loop.folder_for(rules) for rules in (STANDARD_RULES, scaled(0.5), scaled(0.25))}
    assert len(folders) == 3
    assert all(folder.parent == own_cache for folder in folders)


@pytest.mark.usefixtures("own_cache")
def test_the_same_rule_made_again_has_the_same_folder():
    assert loop.folder_for(scaled(0.5)) == loop.folder_for(scaled(0.5))


@pytest.mark.usefixtures("own_cache")
def test_another_source_has_another_folder(monkeypatch):
    before = loop.folder_for(STANDARD_RULES)
    loop.folder_for.cache_clear()
    monkeypatch.setattr(loop, "_sources", lambda: "edited")
    assert loop.folder_for(STANDARD_RULES) != before


@pytest.mark.usefixtures("own_cache")
def test_a_rule_that_hangs_on_an_object_is_never_kept():
    anything = object()
    rules = STANDARD_RULES._replace(is_individual=lambda hours, _: bool(hours and anything))
    assert loop.folder_for(rules) is None


def test_nothing_is_kept_where_nothing_can_be_written(own_cache, monkeypatch):
    file = own_cache / "file"
    file.write_text("")
    monkeypatch.setenv("FORLOEB_CACHE", str(file / "below"))
    loop.folder_for.cache_clear()
    assert loop.folder_for(STANDARD_RULES) is None
    assert not loop.is_kept(STANDARD_RULES)
