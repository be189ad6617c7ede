"""A worker that runs what it is asked to: a job a line in, a line of JSON out.

Peers run in an environment of their own and every engine in a process of its own, so that all
can be timed in turn, and the memory of one is not counted with another's. Times are of the
processor: who else is on the machine hardly moves them. Words that a package
prints go to standard error; the answers alone go to standard output.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from network import Totals


class Job(NamedTuple):
    """A run to do: the inflow times `scale`, for so many weeks."""

    scale: float
    weeks: int
    seed: int


Run = Callable[[], Totals]
Prepare = Callable[[Job], Run]

WARM_UP = Job(1, 4, 0)
"""What is done before the first job, so that nothing is timed that happens once."""

LEAST_SECONDS = 0.1
"""A job that is done sooner is done again, with other seeds, and the mean counts."""

_MOST_TIMES = 50
_SEEDS_APART = 1_000
_KIB_PER_MIB = 1_024
_BYTES_PER_MIB = 1_024**2


def peak_mib() -> float:
    """Most memory that this process ever had in use [MiB], as Linux says it in `VmHWM`.

    What `getrusage` says is no use there: a new process inherits the peak of the one that
    started it. Elsewhere it is what there is.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        import resource

        unit = _BYTES_PER_MIB if sys.platform == "darwin" else _KIB_PER_MIB
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / _KIB_PER_MIB


def serve(opened: Callable[[], Prepare]) -> None:
    """Answer jobs until there are no more.

    `opened` imports what is needed and gives what prepares a job; what it prepares is timed.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(answer: dict) -> None:
        print(json.dumps(answer), file=answers, flush=True)

    try:
        prepare = opened()
        prepare(WARM_UP)()
    except Exception as fault:  # noqa: BLE001 - whatever a peer stumbles over is reported
        say({"fault": f"{type(fault).__name__}: {fault}"})
        return
    say({"ready": True})
    for line in sys.stdin:
        scale, weeks, seed = line.split()
        say(_answer(prepare, Job(float(scale), int(weeks), int(seed))))


def _answer(prepare: Prepare, job: Job) -> dict:
    """Seconds and sums of one run on average, and memory."""
    times, sums = [], []
    try:
        while sum(times) < LEAST_SECONDS and len(times) < _MOST_TIMES:
            run = prepare(job._replace(seed=job.seed + _SEEDS_APART * len(times)))
            begun = time.process_time()
            sums.append(run())
            times.append(time.process_time() - begun)
    except Exception as fault:  # noqa: BLE001 - whatever a peer stumbles over is reported
        return {"fault": f"{type(fault).__name__}: {fault}"}
    means = [fmean(column) for column in zip(*sums, strict=True)]
    totals = dict(zip(Totals._fields, means, strict=True))
    return {"seconds": fmean(times), "peak_mib": peak_mib(), **totals}
