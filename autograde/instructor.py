"""The instructor's cells, set-up and tests, in the kernel of the tests: what they say is the verdict.

    instructor = Instructor(kernel, notebook, job)
    await instructor.set_up(cell, index=0, number=1)
    await instructor.test(cell, index=3, number=3, seconds=60)     # the verdict stands in its outputs

Where the answers come from, a student's process or a record of one, is the business of the relay that serves
the kernel.
"""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import hashlib
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograde import cells
from autograde.cellclient import CellClient, error_output
from autograde.job import Job
from autograde.kernel import Kernel, MachineFailure, Setting
from autograde.stopwatch import MOST

BROKEN = "CheckBroken"  # as grader_tests names it: no points are lost, a person looks
LANGUAGE_VARIABLE = "GRADER_TESTS_LANG"  # as grader_tests reads it
# Errors of a test cell that are the student's: what a check says, and a name that no answer binds.
_STUDENTS = {"CheckFailed", "NameError", BROKEN}
_CHECKS = "grader_tests"  # a test cell without it is a plain one of nbgrader's: every error costs its points


def is_instructors(cell: NotebookNode) -> bool:
    """Say whether the course wrote this cell: locked, so that its text is the course's whatever came in."""
    return cells.is_code(cell) and bool(cells.nbgrader(cell).get("locked")) and not cells.is_solution(cell)


def is_test(cell: NotebookNode) -> bool:
    """Say whether it is one of the instructor's that gives points."""
    return is_instructors(cell) and cells.is_test(cell)


def place(notebook: NotebookNode, index: int) -> str:
    """Return where a test cell stands: its id, and how many of the student's cells are run before it."""
    before = sum(cell.cell_type == "code" and not is_test(cell) for cell in notebook.cells[:index])
    return f"{cells.nbgrader(notebook.cells[index]).get('grade_id')}@{before}"


def for_tests(job: Job) -> Setting:
    """Return how the kernel of the tests is started."""
    # Without namespaces both count against the limit of one user: a student's threads must not take the
    # place of those that the tests need.
    room = dataclasses.replace(job.bounds, processes=4 * job.bounds.processes)
    return Setting(
        job.course_files,
        seed=job.seed,
        bounds=room,
        least=job.least,
        language=job.language,
        # For a kernel that imports the checks itself; it would tell a student's code.
        environment={LANGUAGE_VARIABLE: job.language},
        startup_timeout_seconds=job.limits.startup_timeout_seconds,
    )


class Instructor:
    """Runs the instructor's cells of a notebook.

    Args:
        kernel: of the tests.
        notebook: outputs of tests are put there.
        job: for its limits and seed.
    """

    def __init__(self, kernel: Kernel, notebook: NotebookNode, job: Job) -> None:
        self._kernel = kernel
        self._limits = job.limits
        self._seed = f"{job.seed}\0{job.secret}"
        self._client = CellClient.of(notebook, kernel, job.limits.interrupt_grace_seconds)
        self._broken: str | None = None  # why no test can be run any more

    async def set_up(self, cell: NotebookNode, index: int, number: int) -> None:
        """Run a set-up cell; what it puts out is dropped.

        Raises:
            MachineFailure: it fails, and with it every test.
        """
        copied = copy.deepcopy(cell)
        # The course's own: where it takes long, the machine is busy, and nobody's points are at stake.
        seconds = max(self._limits.cell_timeout_seconds, self._limits.startup_timeout_seconds)
        try:
            await self._run(copied, index, number, seconds)
        except DeadKernelError:
            raise MachineFailure(f"The kernel of the tests stopped in set-up cell {number}.") from None
        except CellTimeoutError:
            raise MachineFailure(f"Set-up cell {number} of the tests takes too long.") from None
        for output in copied.outputs:
            if output.output_type == "error":
                raise MachineFailure(
                    f"Set-up cell {number} of the tests fails: {output.ename}: {output.evalue}"
                )

    async def test(self, cell: NotebookNode, index: int, number: int, seconds: float) -> None:
        """Run a test cell into its outputs.

        Args:
            cell: of the notebook.
            index: its place there.
            number: its execution count.
            seconds: that the student's calls in it may take, by the watch of the student's kernel; what the
                check itself needs comes on top.
        """
        if self._broken is None:
            try:
                longest = MOST * seconds + 2 * self._limits.cell_timeout_seconds
                await self._run(cell, index, number, longest)
            except DeadKernelError:
                self._broken = f"the kernel of the tests stopped in cell {number}"
            except CellTimeoutError:
                self._broken = f"the kernel of the tests did not come back from cell {number}"
                await self._kernel.kill()
        if self._broken is not None:
            cell.outputs = [error_output(BROKEN, self._broken)]
        elif self._client.timed_out:
            message = f"the check takes longer than {self._limits.cell_timeout_seconds:g} s"
            cell.outputs = [error_output(BROKEN, message)]
        elif _CHECKS in cell.source:
            cell.outputs = [_as_broken(output) for output in cell.outputs]

    async def _run(self, cell: NotebookNode, index: int, number: int, seconds: float) -> None:
        await self._begin(cell, seconds)
        await self._client.run_cell(
            cell, index, number, seconds=seconds, output_bytes=self._limits.output_bytes
        )

    async def _begin(self, cell: NotebookNode, seconds: float) -> None:
        """Let the agent make ready for a cell: its chance, and the names that a test reads."""
        begin = "__import__('sys').modules['autograde.examiner'].begin"
        source = cell.source if is_test(cell) else None
        client = self._kernel.client
        asked = client.execute(f"{begin}({_chance(self._seed, cell)}, {source!r})", silent=True)
        waiting = asyncio.create_task(_reply(client, asked))
        dying = asyncio.create_task(self._kernel.ended.wait())
        try:
            done, _ = await asyncio.wait(
                {waiting, dying}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            dying.cancel()
            waiting.cancel()
        if not done:
            raise CellTimeoutError(f"fetching answers took longer than {seconds:g} s")
        if waiting not in done:
            raise DeadKernelError("the kernel of the tests ended")
        reply = waiting.result()
        if reply["status"] != "ok":
            raise MachineFailure(f"The answers can't be fetched: {reply.get('ename')}: {reply.get('evalue')}")


def _chance(seed: str, cell: NotebookNode) -> int:
    """Return the seed of one cell: what a cell draws depends on no other, so that each can be run alone."""
    name = str(cells.nbgrader(cell).get("grade_id"))
    return int.from_bytes(hashlib.sha256(f"{seed}\0{name}".encode()).digest()[:4])


async def _reply(client: Any, asked: str) -> dict[str, Any]:
    while True:
        message = await client.shell_channel.get_msg(timeout=None)
        if message["parent_header"].get("msg_id") == asked:
            return dict(message["content"])


def _as_broken(output: NotebookNode) -> NotebookNode:
    """Return an output of a test cell; an error that no check raised is the test's, and costs no points."""
    if output.output_type != "error" or output.ename in _STUDENTS:
        return output
    return error_output(BROKEN, f"{output.ename}: {output.evalue}")
