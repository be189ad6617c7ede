"""The contest: a job done by all in turn, round after round, and what comes of it.

A contestant joins as many rounds as fit into a minute of its own; one whose single run would
take longer sits out, and its score says so. Who fails is left out from then on, with the reason.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from timing import Answer, Contestant, Fault, Job, Worker

MINUTE = 60.0


class Score(NamedTuple):
    """What one contestant did with one job, round after round."""

    name: str
    answers: dict[int, Answer]  # by round
    peak_mib: float | None = None
    note: str = ""

    @property
    def seconds(self) -> float | None:
        """Median time."""
        times = [answer.seconds for answer in self.answers.values()]
        return statistics.median(times) if times else None

    @property
    def nanoseconds(self) -> float | None:
        """Median time of a citizen-week."""
        times = [1e9 * each.seconds / each.citizen_weeks for each in self.answers.values()]
        return statistics.median(times) if times else None


def ratio(slow: Score | None, fast: Score | None) -> float | None:
    """How many times as long one took as the other, a citizen-week: median over shared rounds."""
    if slow is None or fast is None:
        return None
    pairs = [(slow.answers[r], fast.answers[r]) for r in slow.answers if r in fast.answers]
    times = [(a.seconds / a.citizen_weeks) / (b.seconds / b.citizen_weeks) for a, b in pairs]
    return statistics.median(times) if times else None


class Ring:
    """All contestants, started once."""

    def __init__(self, contestants: Iterable[Contestant], say: Callable[[str], None]) -> None:
        """Start everybody."""
        self.contestants = {each.name: each for each in contestants}
        self.faults: dict[str, str] = {}
        self._workers: dict[str, Worker] = {}
        self._history: dict[str, dict[float, float]] = {name: {} for name in self.contestants}
        self._say = say
        for name, contestant in self.contestants.items():
            try:
                self._workers[name] = Worker(contestant)
            except Fault as fault:
                self.leave_out(name, f"did not start: {fault}")

    def leave_out(self, name: str, reason: str) -> None:
        """Let a contestant take no further part."""
        self.faults[name] = reason
        self._say(f"{name}: {reason}")
        if name in self._workers:
            self._workers.pop(name).close()

    def close(self) -> None:
        """End everybody."""
        for worker in self._workers.values():
            worker.close()

    def run(self, name: str, job: Job) -> Answer | None:
        """One run of one contestant, who is left out if it fails."""
        if name not in self._workers:
            return None
        try:
            answer = self._workers[name].do(job)
        except Fault as fault:
            self.leave_out(name, str(fault))
            return None
        self._history[name][job.scale * job.weeks] = answer.seconds
        return answer

    def contest(self, job: Job, rounds: int, names: Sequence[str] = ()) -> dict[str, Score]:
        """Let everybody, or those named, do a job in turn, round after round."""
        names = names or list(self.contestants)
        forecast = {name: self._forecast(name, job.scale * job.weeks) for name in names}
        scores = {name: Score(name, {}, note=_note(forecast[name])) for name in names}
        for number in range(rounds):
            for name in names:
                joins = forecast[name] * (number + 1) <= MINUTE
                answer = self.run(name, job._replace(seed=number + 1)) if joins else None
                if answer:
                    scores[name].answers[number] = answer
        return {
            name: score._replace(note=self.faults.get(name, score.note))
            for name, score in scores.items()
        }

    def with_peaks(self, scores: dict[str, Score], job: Job) -> dict[str, Score]:
        """Scores with the memory that each takes in a fresh process for that job alone."""
        return {
            name: score._replace(peak_mib=self._peak(name, job) if score.answers else None)
            for name, score in scores.items()
        }

    def _peak(self, name: str, job: Job) -> float | None:
        """Most memory of one run in a process that has done nothing else."""
        try:
            worker = Worker(self.contestants[name])
            answer = worker.do(job)
        except Fault as fault:
            self._say(f"{name}: {fault}")
            return None
        worker.close()
        return answer.peak_mib

    def _forecast(self, name: str, size: float) -> float:
        """How long a run of that size will take, from those before; 0 when there is none.

        Beyond the largest so far it grows as from the second largest to the largest, and at
        least in proportion.
        """
        done = sorted(self._history[name].items())
        if not done:
            return 0.0
        largest, seconds = done[-1]
        steps = [log(b[1] / a[1]) / log(b[0] / a[0]) for a, b in pairwise(done)]
        exponent = max([1.0, *steps[-1:]]) if size > largest else 1.0
        return seconds * (size / largest) ** exponent


def _note(forecast: float) -> str:
    """What a score says of one who sits out."""
    return f"sat out: a run would take some {forecast:.0f} s" if forecast > MINUTE else ""
