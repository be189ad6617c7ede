"""What weeks are put together to; for the command line too, so without NumPy."""

from enum import StrEnum


class Period(StrEnum):
    """A part of the calendar that budgets have."""

    month = "month"
    quarter = "quarter"
    year = "year"
