"""Ctrl-C while DuckDB works is a KeyboardInterrupt, whatever DuckDB makes of it."""

import signal
from itertools import count

import numpy as np
import pytest

from sim.experiments.folder.storage import write_columns

ROWS = 5_000
COLUMNS = {
    "citizen": [f"Nord/{row}" for row in range(ROWS)],
    "exit": ["dead" if row % 2 else None for row in range(ROWS)],
    "level": np.arange(ROWS) % 5,
    "cost_dkk": [row / 7 if row % 3 else None for row in range(ROWS)],
}
MOMENTS = np.linspace(0.0005, 0.03, 60)
"""Seconds after which it comes: from the first column to the second file."""

AGAIN = 2.0
"""Seconds after which it comes again, so that one that is lost fails the test and hangs nothing."""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer that interrupts")
def test_it_is_heard_at_every_moment(tmp_path):
    came = 0

    def come(_number, _frame):
        nonlocal came
        came += 1
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, come)
    try:
        for moment in MOMENTS:
            came = 0
            with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - until it comes
                signal.setitimer(signal.ITIMER_REAL, moment, AGAIN)
                for number in count():
                    write_columns(COLUMNS, tmp_path / f"{moment}-{number}.parquet")
            assert came == 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
