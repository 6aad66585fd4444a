"""A stored answer, examined again: tests that are new or changed run, and no student's code does.

    result = await reexamine(job, packed, store)      # None: a test asks what was never asked; run it whole

Verdicts that are stored are taken from there; with all of them no kernel is started at all.
"""

from __future__ import annotations

import asyncio
import copy
import json
from contextlib import AsyncExitStack
from time import monotonic

import nbformat
from nbformat import NotebookNode

from autograde.backend import server_for
from autograde.bundle import Bundle, is_answering, verdict_key
from autograde.instructor import BROKEN, Instructor, for_tests, is_instructors, is_test, place
from autograde.job import Job, Result
from autograde.kernel import running
from autograde.outputs import harmless
from autograde.relay import Recorded, serve
from autograde.sandbox.plan import LEVELS
from autograde.store import Results
from autograde.transcript import Transcript


async def reexamine(job: Job, packed: bytes, store: Results) -> Result | None:
    """Return what a run would give, from what a student's code produced in an earlier one.

    Args:
        job: as for a run.
        packed: the bundle of the earlier run.
        store: of verdicts.

    Returns:
        None where the job must be run: a test asks what was not recorded, or the earlier run was less
        confined than is asked for now.

    Raises:
        MachineFailure: the kernel of the tests does not start, or a set-up cell fails.
    """
    started = monotonic()
    bundle = Bundle.unpack(packed)
    if LEVELS.index(bundle.level) > LEVELS.index(job.least):
        return None
    notebook = copy.deepcopy(job.notebook)
    missing = _fill_in(notebook, bundle, job, packed, store)
    cpu_seconds = 0.0
    if missing:
        examined = await _examine(notebook, missing, bundle, job)
        if examined is None:
            return None
        cpu_seconds = examined
        for index in missing:
            keep_verdict(notebook, index, job, packed, store)
    return Result(
        notebook=notebook,
        status="finished",
        reason=None,
        seconds=monotonic() - started,
        files=bundle.files,
        level=bundle.level,
        student_cpu_seconds=0.0,
        tests_cpu_seconds=cpu_seconds,
    )


def keep_verdict(notebook: NotebookNode, index: int, job: Job, packed: bytes, store: Results) -> None:
    """Store what a test cell said, unless it did not come to a verdict."""
    outputs = notebook.cells[index].outputs
    if not any(output.get("ename") == BROKEN for output in outputs):
        store.put("verdicts", verdict_key(job, index, packed), json.dumps(outputs).encode())


def _fill_in(notebook: NotebookNode, bundle: Bundle, job: Job, packed: bytes, store: Results) -> list[int]:
    """Put all outputs that are stored into the notebook. Return the places of the tests that have none."""
    outputs = iter(bundle.outputs)
    missing = []
    number = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        number += 1
        cell.execution_count = number
        if is_answering(cell):
            cell.outputs = copy.deepcopy(next(outputs))
        elif (found := store.get("verdicts", verdict_key(job, index, packed))) is not None:
            cell.outputs = [nbformat.from_dict(output) for output in json.loads(found)]
        else:
            missing.append(index)
    return missing


async def _examine(notebook: NotebookNode, wanted: list[int], bundle: Bundle, job: Job) -> float | None:
    """Run the wanted test cells into their outputs. Return the CPU seconds that it took; None if a question
    was never asked before.
    """
    relay = Recorded(Transcript(bundle.exchanges))
    async with AsyncExitStack() as stack:
        kernel = await stack.enter_async_context(running(server_for(job), "examiner", for_tests(job)))
        serving = asyncio.create_task(serve(kernel, relay.ask))
        stack.callback(serving.cancel)
        instructor = Instructor(kernel, notebook, job)
        for index, cell in enumerate(notebook.cells[: wanted[-1] + 1]):
            number = cell.get("execution_count") or 0
            if is_instructors(cell) and not is_test(cell) and cell.source.strip():
                await instructor.set_up(cell, index, number)
                notebook.cells[index] = cell  # nbclient puts there what it has run
            elif index in wanted:
                relay.transcript.begin(place(notebook, index))
                await instructor.test(cell, index, number, job.limits.cell_timeout_seconds)
                if relay.missing:
                    return None
                cell.outputs = harmless(cell.outputs)
    return kernel.sandbox.control.cpu_seconds
