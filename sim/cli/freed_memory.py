"""Memory that replications free stays at hand for the next ones.

Each replication asks for the same tables again. Where the system takes back what is freed at once,
it must clear every page anew: a tenth of a command's processor time.
"""

import ctypes
from contextlib import suppress
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
"""Numbers of `mallopt` in glibc; other C libraries have no such function, or other memory."""

_KEPT_BYTES: Final = 256 << 20
"""As much as is freed in one go and kept; more goes back to the system."""

_IN_ONE_PIECE: Final = 32 << 20
"""Tables larger than this are asked of the system apart, and go back when they are freed."""


def keep_freed_memory() -> None:
    """Tell the C library, where it listens."""
    with suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _IN_ONE_PIECE)
        mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
