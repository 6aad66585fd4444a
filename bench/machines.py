"""A Dask scheduler and workers on loopback, each a process of its own.

with Machines(folder, workers=2) as machines:
    machines.address, machines.kill_a_worker()
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import psutil

from autograde.cluster import Cluster
from autograde.errors import NeedsPerson

_SECONDS = 120.0  # until all are there: each imports the engine


class Machines:
    """Ended on leaving the block.

    Args:
        folder: for the scheduler's address and the workers' scratch files.
        workers: how many, of one job at a time; each with a nanny that starts it anew.
        environment: of all of them; None for this process's own.
        offers: resources of each worker, in Dask's words, such as "GPU=1"; none for "" and for those left out.

    Raises:
        NeedsPerson: they do not start.
    """

    def __init__(
        self,
        folder: Path,
        workers: int,
        environment: Mapping[str, str] | None = None,
        offers: Sequence[str] = (),
    ) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._environment = environment
        self._started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", "--no-show")
        self._workers = [
            self._start("worker", "--nworkers", "1", "--nthreads", "1", "--no-dashboard", *resources)
            for resources in _as_options(offers, workers)
        ]
        try:
            self._wait(workers)
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return str(json.loads(self._file.read_text("utf-8"))["address"])

    def kill_a_worker(self) -> None:
        """Kill the process that runs jobs, not its nanny."""
        for child in psutil.Process(self._workers[0].pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):  # others of its family come and go
                if "spawn_main" in " ".join(child.cmdline()):
                    os.kill(child.pid, signal.SIGKILL)
                    return
        raise AssertionError("the nanny has no worker")

    def end_a_worker(self, number: int) -> None:
        """End one for good, with its nanny."""
        self._workers[number].terminate()
        self._workers[number].wait()

    def stop(self) -> None:
        """End all of them."""
        for process in reversed(self._started):
            children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
            for child in children:
                if child.is_running():
                    child.kill()

    def _wait(self, workers: int) -> None:
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(NeedsPerson, FileNotFoundError), Cluster(self.address, None) as cluster:
                if cluster.slots == workers:
                    return
            time.sleep(0.5)
        raise NeedsPerson(f"a scheduler and {workers} workers do not start within {_SECONDS:g} s")

    def _start(self, what: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--scheduler-file", str(self._file), *more],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._started.append(process)
        return process


def _as_options(offers: Sequence[str], workers: int) -> list[list[str]]:
    """Return for each worker the options that say what it offers."""
    padded = [*offers, *[""] * workers][:workers]
    return [["--resources", offer] if offer else [] for offer in padded]
