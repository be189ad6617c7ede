"""Schedulers and workers of Dask as real processes, which tests start and kill."""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager, suppress

QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
SECONDS_TO_START = 60


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Machines:
    """A scheduler at one address, and workers; either can be killed and started again."""

    def __init__(self):
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler, self.workers = None, []

    def start_scheduler(self):
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        self.scheduler = process("scheduler", *options)
        until = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            assert time.monotonic() < until, "no scheduler came up"
            time.sleep(0.05)

    def answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def start_workers(self, number, **environment):
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"]
        for _ in range(number):
            self.workers.append(process("worker", self.address, *options, **environment))

    def await_workers(self, number):
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=SECONDS_TO_START)

    def kill_worker(self):
        kill(self.workers.pop(0))

    def kill_scheduler(self):
        kill(self.scheduler)

    def kill_all(self):
        while self.workers:
            self.kill_worker()
        if self.scheduler:
            self.kill_scheduler()


def process(kind, *options, **environment):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    return subprocess.Popen(command, env={**os.environ, **environment}, **QUIET)


def kill(of):
    of.send_signal(signal.SIGKILL)
    of.wait()


@contextmanager
def machines(workers):
    """A scheduler with some workers."""
    made = Machines()
    try:
        made.start_scheduler()
        made.start_workers(workers)
        if workers:
            made.await_workers(workers)
        yield made
    finally:
        made.kill_all()
        with warnings.catch_warnings():  # Dask leaves sockets of what was killed to the collector
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
