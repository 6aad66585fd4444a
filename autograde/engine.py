"""The one way in which notebooks are executed: a job in, a result out.

    result = run(Job(notebook, files={"data.csv": b"..."}, seed=1, limits=Limits(), language="ru"))
    result.notebook.cells[3].outputs

Pure in effect: nothing outside `result` changes, so the same function can run in a pool or on a cluster.
What the student's code does (an exception, an endless loop, the kernel's death) becomes outputs of its cells;
what the machine does (no kernel, a full disk) is raised as `MachineFailure` and is never a mark.
"""

from __future__ import annotations

import asyncio
import errno
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from time import monotonic

from nbformat import NotebookNode

from autograde.backend import server_for
from autograde.bundle import Bundle, answers_key, is_answering
from autograde.instructor import is_test
from autograde.job import Job, Limits, Result
from autograde.kernel import DiskFull, MachineFailure
from autograde.kernels import client as kernels
from autograde.kernels import folders
from autograde.reexamination import keep_verdict, reexamine
from autograde.session import Session
from autograde.store import Results
from autograde.transcript import Transcript

__all__ = ["MachineFailure", "run"]

_BUNDLE_BYTES = 100_000_000  # a larger one is not stored


def run(job: Job, store: Results | None = None) -> Result:
    """Execute and examine the job's notebook, in two new kernels as far as the store does not hold it.

    Args:
        job: left as it is.
        store: of earlier results; what is found out is added to it. A failure of the machine never is, nor a
            run that was stopped: it may have been the machine's fault.

    Raises:
        MachineFailure: a kernel does not start, the disk is full, the engine is out of memory, or a set-up
            cell of the course fails.
        KeyboardInterrupt: as ever; the kernels are ended first.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_run(job, store))
    with ThreadPoolExecutor(1) as pool:  # formgrader calls from inside its own loop
        return pool.submit(lambda: asyncio.run(_run(job, store))).result()


async def _run(job: Job, store: Results | None) -> Result:
    started = monotonic()
    try:
        _check_disk(job.limits)
        if store is not None and (packed := store.get("answers", answers_key(job))) is not None:
            result = await reexamine(job, packed, store)
            if result is not None:
                return result
        result, session = await _run_live(job)
        if session.killed:  # by itself, or by a machine short of memory: the second time it was itself
            result, session = await _run_live(job)
    except TimeoutError as error:  # every step has its limit: this one is for those we did not think of
        raise MachineFailure(f"No end after {monotonic() - started:.0f} s: grade it again.") from error
    except MemoryError as error:
        raise MachineFailure(
            "The machine is out of memory: close other programs, then grade again."
        ) from error
    except kernels.Unavailable as error:
        raise MachineFailure(str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull("The disk is full: free some space, then grade again.") from error
        raise MachineFailure(f"The machine can't run notebooks: {error}") from error
    if store is not None and result.reason is None and not session.timed_out:
        _keep(job, result, session.relay.transcript, store)
    return result


async def _run_live(job: Job) -> tuple[Result, Session]:
    started = monotonic()
    server = server_for(job)
    async with AsyncExitStack() as stack:
        session = await Session.start(job, server, stack)
        async with asyncio.timeout(session.longest_seconds):
            reason = await session.run()
            if _says_full(session.notebook):
                _check_disk(job.limits)
            files = await session.new_files() if reason is None else {}
    result = Result(
        notebook=session.notebook,
        status="finished" if reason is None else "stopped",
        reason=reason,
        seconds=monotonic() - started,
        files=files,
        level=session.examinee.level,
        student_cpu_seconds=session.examinee.sandbox.control.cpu_seconds,
        tests_cpu_seconds=session.examiner.sandbox.control.cpu_seconds if session.examiner else 0.0,
    )
    return result, session


def _keep(job: Job, result: Result, transcript: Transcript, store: Results) -> None:
    """Store what the student's code produced, and what each test says of it."""
    cells = result.notebook.cells
    outputs = tuple(cell.outputs for cell in cells if is_answering(cell))
    packed = Bundle(outputs, transcript.exchanges, result.files, result.level).pack()
    if len(packed) > _BUNDLE_BYTES:
        return
    store.put("answers", answers_key(job), packed)
    for index, cell in enumerate(cells):
        if is_test(cell):
            keep_verdict(result.notebook, index, job, packed, store)


def _check_disk(limits: Limits) -> None:
    folder = folders.of_kernels()
    free = shutil.disk_usage(folder).free
    if free < limits.free_disk_bytes:
        raise DiskFull(
            f"The disk of {folder} is full ({free // 10**6} MB free): free some, then grade again."
        )


def _says_full(notebook: NotebookNode) -> bool:
    return any(
        f"[Errno {errno.ENOSPC}]" in output.get("evalue", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
