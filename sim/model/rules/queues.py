"""Who is served first where capacity is short: the lowest order."""


def clinic_order(due_day: int, _level: int, u: float) -> float:
    """First come, first served; lots among those of one day."""
    return due_day + u


def place_order(waiting_since_day: int, _level: int, u: float) -> float:
    """Longest wait first; lots among those who began to wait on one day."""
    return waiting_since_day + u
