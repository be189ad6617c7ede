from collections import defaultdict
from typing import Annotated, NamedTuple

import numpy as np
import pytest
from shipped_scenarios import FOLDER

from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.running.starting import started
from sim.model.axes import CLOSED, axes, closed_extents, is_real
from sim.scenario.reading import load_scenario


@pytest.fixture(scope="module")
def parameters():
    return started(load_scenario(FOLDER / "baseline.toml", ["run.weeks=2"]))


class Shapes(NamedTuple):
    by_level: Annotated[int, "P C L S"]
    by_course: Annotated[int, "P L C"]
    of_rows: int


def arrays(table):
    """Every array in a nest of tables, with the table and the field that it stands in."""
    for field, value in zip(table._fields, table, strict=True):
        if isinstance(value, tuple):
            yield from arrays(value)
        elif isinstance(value, np.ndarray):
            yield type(table), field, value


def lengths(table, field, array):
    """Length of each axis by its letter; "C+1" tells of C, and "PxT" of neither."""
    said = axes(table, field)
    assert len(said) == array.ndim, f"{table.__name__}.{field}"
    for axis, length in zip(said, array.shape, strict=True):
        letter, _, more = axis.partition("+")
        yield letter, length - int(more or 0)


def test_parameters_have_the_axes_that_they_say(parameters):
    found = defaultdict(set)
    for table, field, array in arrays(parameters):
        for letter, length in lengths(table, field, array):
            found[letter].add(length)
    many = {letter: sizes for letter, sizes in found.items() if len(sizes) > 1}
    assert set(many) <= {"ages", "points"}
    assert {letter: CLOSED[letter] for letter in found if letter in CLOSED} == {
        letter: next(iter(sizes)) for letter, sizes in found.items() if letter in CLOSED
    }


def test_the_state_has_the_axes_that_it_says(parameters):
    for table, field, array in arrays(CompiledEngine(parameters).run()):
        said = dict(lengths(table, field, array))
        closed = {letter: CLOSED[letter] for letter in said if letter in CLOSED}
        assert {letter: said[letter] for letter in closed} == closed
        assert (array.dtype == np.float64) == is_real(table, field)


def test_only_the_last_axes_count_as_closed():
    assert closed_extents(Shapes, "by_level") == (CLOSED["L"], CLOSED["S"])
    assert closed_extents(Shapes, "by_course") == ()
    assert closed_extents(Shapes, "of_rows") == ()
