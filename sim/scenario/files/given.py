"""A value from Python as TOML would have read it: NumPy's arrays too, any mapping or list."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sim.words import phrase


class NotGiven(Exception):  # noqa: N818 - never leaves `overrides.py`
    """A value that no scenario can hold, in words."""


def toml_value(value: object) -> Any:  # noqa: ANN401 - any TOML value
    """Value of the types that `tomllib` gives.

    Raises
    ------
    NotGiven
        If it is of a type that has no place in TOML.
    """
    plain = getattr(value, "tolist", None)
    if callable(plain):  # NumPy's numbers and arrays, without loading NumPy to ask for them
        return toml_value(plain())
    if isinstance(value, Mapping):
        return {str(key): toml_value(below) for key, below in value.items()}
    if isinstance(value, str | bool | int | float | dt.date | dt.time):
        return value
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [toml_value(item) for item in value]
    raise NotGiven(phrase("is a {name}", name=type(value).__name__))
