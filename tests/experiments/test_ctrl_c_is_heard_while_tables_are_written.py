"""Ctrl-C while DuckDB works is a KeyboardInterrupt, whatever DuckDB makes of it."""

import signal

import numpy as np
import pytest

from sim.experiments.storage import write_columns

ROWS = 5_000
COLUMNS = {
    "citizen": [f"Nord/{row}" for row in range(ROWS)],
    "exit": ["dead" if row % 2 else None for row in range(ROWS)],
    "level": np.arange(ROWS) % 5,
    "cost_dkk": [row / 7 if row % 3 else None for row in range(ROWS)],
}
MOMENTS = np.linspace(0.0005, 0.03, 60)
"""Seconds after which it comes: from the first column to the second file."""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer that interrupts")
def test_it_is_heard_at_every_moment(tmp_path):
    def heard(_number, _frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, heard)
    try:
        for moment in MOMENTS:
            with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - until it comes
                signal.setitimer(signal.ITIMER_REAL, moment)
                while True:
                    write_columns(COLUMNS, tmp_path / "rows.parquet")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
