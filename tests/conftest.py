"""What all tests share: the same examples every time, and the order in which they run."""

import gc
import os
from pathlib import Path

from hypothesis import settings

# As the command line has it, and before NumPy comes in: two workers on two cores whose sums of
# arrays wait for a second thread each take three times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
gc.set_threshold(50_000)  # as the command line: 7,500 collected tests are no garbage

settings.register_profile("same everywhere", derandomize=True, database=None, deadline=None)
settings.load_profile("same everywhere")

LONG = ("notebooks", "economics", "engines", "experiments", "reporting")
INTERPRETED = ("model", "scenario", "invariants")


def pytest_collection_modifyitems(items):
    """Long tests first, so that no worker is left alone with one at the end.

    The second of two workers begins in the middle: there stand tests that need no compiled
    engine, so that the first has kept it before the second asks for it.
    """
    order = {name: place for place, name in enumerate((*LONG, *INTERPRETED))}
    items.sort(key=lambda item: order.get(_folder(item.path), len(order)))


def _folder(path: Path) -> str:
    return path.parent.name
