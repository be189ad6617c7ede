"""Ctrl-C and SIGTERM end a command quickly and with the exit code the shell expects.

Both arrive as a KeyboardInterrupt, and `exit_code` says afterwards which of them it was. A
second one while the command cleans up is ignored.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_BEFORE_SIGNAL = 128


class Interruption:
    """Which signal came, if one did."""

    def __init__(self) -> None:
        self.number = int(signal.SIGINT)

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 143 after SIGTERM."""
        return _BEFORE_SIGNAL + self.number

    def arrive(self, number: int, _frame: FrameType | None) -> None:
        """Stop what is being done."""
        self.number = number
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Within this block both signals raise KeyboardInterrupt, once."""
    interruption = Interruption()
    before = {
        each: signal.signal(each, interruption.arrive) for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield interruption
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
