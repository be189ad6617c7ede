"""How time grows with size: the exponent of a power law, by least squares of the logarithms."""

from collections.abc import Sequence
from math import log

from contest import Score

Point = tuple[float, float]


def exponent(points: Sequence[Point]) -> float | None:
    """Slope of log time over log size, for (size, time); none for a single size."""
    if len(points) < 2:
        return None
    sizes, times = zip(*((log(size), log(time)) for size, time in points), strict=True)
    middle, level = sum(sizes) / len(sizes), sum(times) / len(times)
    across = sum((s - middle) * (t - level) for s, t in zip(sizes, times, strict=True))
    return across / sum((s - middle) ** 2 for s in sizes)


def points(scores: Sequence[Score | None]) -> list[Point]:
    """Citizen-weeks and seconds of each score that has any."""
    measured = [score for score in scores if score and score.answers]
    return [(mean_citizen_weeks(score), score.seconds) for score in measured]


def mean_citizen_weeks(score: Score) -> float:
    """Citizen-weeks of a round on average."""
    return sum(each.citizen_weeks for each in score.answers.values()) / len(score.answers)
