"""Tables of a replication as lists, None where a value is null, to be compared by hand."""

import numpy as np


def in_lists(tables):
    """The same tables with every column as a list."""
    return type(tables)(*(lists_of(columns) for columns in tables))


def lists_of(columns):
    """Columns as lists."""
    return {name: np.ma.asanyarray(column).tolist() for name, column in columns.items()}
