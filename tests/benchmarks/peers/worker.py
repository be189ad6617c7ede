"""Run one peer as a worker: `python worker.py PEER`, the name of a file beside this one."""

import sys
from functools import partial
from importlib import import_module

from network import NETWORK
from serving import Job, Prepare, Run, serve


def opened() -> Prepare:
    """Import the peer."""
    run = import_module(sys.argv[1]).run

    def prepare(job: Job) -> Run:
        return partial(run, NETWORK, job.weeks, job.scale, job.seed)

    return prepare


if __name__ == "__main__":
    serve(opened)
