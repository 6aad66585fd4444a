"""Jobs, run side by side: in processes of this machine, or wherever an executor sends them.

    with Local(slots=2, preload=WARM) as pool:
        for name, result in finished(pool, jobs):        # pairs (name, Job); as they finish
            ...

A process that is lost (killed, out of memory) takes the jobs that it had with it: they are run again, one at
a time, so that the one that kills its process is found and set aside.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from autograde.errors import NeedsPerson
from autograde.job import Job, Result
from autograde.kernel import MachineFailure
from autograde.kernels import client as kernels
from autograde.sandbox import syscalls
from autograde.store import Store

_SLOT_BYTES = 1_500_000_000  # of memory, for the two kernels of a submission; measured: some 0.6 GB in u01
_END_SECONDS = 10.0
_LOSSES = 3  # after which a job is set aside
_busy = False  # in a process of a pool: a job is being run


class Pool(Protocol):
    """Runs jobs, so many at a time."""

    slots: int

    def submit(self, job: Job) -> Future[Result]:
        """Begin a job."""

    def restart(self) -> None:
        """Begin anew after a process was lost."""


def slots_here() -> int:
    """Return how many submissions this machine can run at a time: one a core, as far as memory goes."""
    cores = len(os.sched_getaffinity(0))
    try:
        with open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123
            told = dict(line.split(":", 1) for line in file)
        available = int(told["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return cores
    return max(1, min(cores, available // _SLOT_BYTES))


class Local:
    """Processes of this machine, which share one fork server.

    Args:
        slots: how many.
        preload: modules that the server imports.
        store: of results; None for none.

    Raises:
        NeedsPerson: the fork server does not start.
    """

    def __init__(self, slots: int, preload: tuple[str, ...], store: Store | None) -> None:
        self.slots = slots
        self._preload = preload
        self._store = store
        self._executor = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for process in list((self._executor._processes or {}).values()):
                process.terminate()  # its kernels are ended, then it comes to its own end
        self._executor.shutdown(cancel_futures=True)

    def submit(self, job: Job) -> Future[Result]:
        """Begin a job."""
        return self._executor.submit(_run, job, self._store)

    def restart(self) -> None:
        """Begin anew after a process was lost.

        Raises:
            NeedsPerson: the fork server is lost too, and starts no more.
        """
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        try:
            server = kernels.shared(self._preload)
        except kernels.Unavailable as error:
            raise NeedsPerson(
                f"Nothing can be run here: {error}. Mend what `autograde doctor` names and run this again; "
                "what is finished stays."
            ) from error
        return ProcessPoolExecutor(
            self.slots,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(server,),
        )


def _begin(server: kernels.Connection) -> None:
    """In a new process: end with the grader, leave Ctrl-C to it, use its fork server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    syscalls.die_with_parent(signal.SIGTERM)
    grader = multiprocessing.parent_process()
    if grader is not None and not grader.is_alive():  # killed before this process could ask to go with it
        os._exit(1)
    kernels.adopt(server)


def _end(number: int, frame: object) -> None:
    """End the kernels that run, then this process: soon, or, where the interrupt was swallowed, at once."""
    if not _busy:  # between two jobs nothing is to be ended, and an interrupt would only be a traceback
        os._exit(1)
    last = threading.Timer(_END_SECONDS, os._exit, [1])
    last.daemon = True
    last.start()
    raise KeyboardInterrupt


def _run(job: Job, store: Store | None) -> Result:
    from autograde.engine import run

    global _busy
    _busy = True
    try:
        return run(job, store)
    except KeyboardInterrupt:  # its kernels are ended; an executor would go on waiting for jobs
        os._exit(1)
    finally:
        _busy = False


@dataclass
class _Task:
    name: str
    job: Job
    losses: int = 0


Outcome = Result | Exception


def finished(pool: Pool, jobs: Iterable[tuple[str, Job]]) -> Iterator[tuple[str, Outcome]]:
    """Yield each job's name and its result, or the exception in its place, in the order in which they finish.

    No more jobs are asked for than can be run soon, so that a class of any size takes the memory of a few.
    """
    coming = iter(jobs)
    again: deque[_Task] = deque()
    running: dict[Future[Result], _Task] = {}
    exhausted = False
    while True:
        # What was running when a process was lost is run again alone: then it is known whose fault it is.
        most = 1 if again or any(task.losses for task in running.values()) else 2 * pool.slots
        while len(running) < most and (again or not exhausted):
            if again:
                task = again.popleft()
            elif (next_one := next(coming, None)) is not None:
                task = _Task(*next_one)
            else:
                exhausted = True
                break
            try:
                running[pool.submit(task.job)] = task
            except BrokenProcessPool:  # lost while the caller was busy with the last result
                again.appendleft(task)
                if running:
                    break  # their futures tell which of them went with the process
                pool.restart()
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        lost: list[_Task] = []
        for future in done:
            task = running.pop(future)
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                lost.append(task)
            elif error is None:
                yield task.name, future.result()
            elif isinstance(error, Exception) and not isinstance(error, NeedsPerson):
                yield task.name, error
            else:
                raise error
        if lost:
            lost += running.values()
            running.clear()
            pool.restart()
            for task in lost:
                task.losses += 1
                if task.losses < _LOSSES:
                    again.append(task)
                else:
                    yield task.name, MachineFailure("the process that ran it was lost three times")
