"""One notebook on its way through two kernels: the student's cells in one, the instructor's in the other.

    session = await Session.start(job, server, stack)
    reason = await session.run()          # None, or why the student's kernel stopped early
    session.notebook, await session.new_files()

The student's cells run in the *examinee*; the instructor's locked cells (set-up and tests) run in the
*examiner*, which reaches the student's names as data, through a relay. The two go in step, cell by cell.
"""

from __future__ import annotations

import asyncio
import copy
import math
import signal
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograde.cellclient import MALFORMED, TIMEOUT, CellClient, error_output
from autograde.examinee import FILES
from autograde.instructor import Instructor, for_tests, is_instructors, is_test, place
from autograde.job import Job
from autograde.kernel import Kernel, MachineFailure, Setting, running
from autograde.kernels import client as kernels
from autograde.outputs import harmless
from autograde.relay import Relay, serve
from autograde.stopwatch import MOST
from autograde.values import Decoder
from autograde.wire import Malformed

NOT_RUN = "NotRun"
_LONGEST_NAME, _LONGEST_PART = 1_000, 255  # of a file: characters in all, bytes between two slashes
TEXTS = {
    "en": {
        "died": "The kernel stopped in this cell (exit status {status}). The cells after it were not run.",
        "memory": "This cell used more memory than a notebook may have, and the kernel was stopped. "
        "The cells after it were not run.",
        "disk": "The notebook wrote more to disk than it may, and the kernel was stopped. "
        "The cells after it were not run.",
        "processes": "The notebook started more processes than it may, and the kernel was stopped. "
        "The cells after it were not run.",
        "cell": "This cell ran longer than {seconds} s and was stopped.",
        "stuck": "This cell ran longer than {seconds} s and could not be interrupted. "
        "The cells after it were not run.",
        "notebook": "The whole notebook has {seconds} s, and they ended in this cell. "
        "The cells after it were not run.",
        "output": "This cell put out more than {limit} bytes and was stopped.",
        "garbled": "The kernel sent what no kernel sends, and was stopped. The cells after it were not run.",
        "not run": "Not run: the kernel stopped in cell {cell}. {why}",
    },
    "ru": {
        "died": "Ядро остановилось в этой ячейке (код завершения {status}). Следующие ячейки не выполнялись.",
        "memory": "Ячейка заняла больше памяти, чем положено ноутбуку, и ядро было остановлено. "
        "Следующие ячейки не выполнялись.",
        "disk": "Ноутбук записал на диск больше, чем положено, и ядро было остановлено. "
        "Следующие ячейки не выполнялись.",
        "processes": "Ноутбук запустил больше процессов, чем положено, и ядро было остановлено. "
        "Следующие ячейки не выполнялись.",
        "cell": "Ячейка выполнялась дольше {seconds} с и была прервана.",
        "stuck": "Ячейка выполнялась дольше {seconds} с и не отозвалась на прерывание. "
        "Следующие ячейки не выполнялись.",
        "notebook": "На весь ноутбук даётся {seconds} с, и они кончились в этой ячейке. "
        "Следующие ячейки не выполнялись.",
        "output": "Ячейка вывела больше {limit} байт и была прервана.",
        "garbled": "Ядро прислало то, чего ядра не присылают, и было остановлено. "
        "Следующие ячейки не выполнялись.",
        "not run": "Не выполнялась: ядро остановилось в ячейке {cell}. {why}",
    },
}


class Session:
    """A notebook and its two kernels. Made by `start`.

    Args:
        job: left as it is.
        examinee: the student's kernel.
        examiner: the tests'; None where there is nothing to examine.

    Attributes:
        notebook: a copy, with outputs as they come.
        timed_out: whether anything of the student's was stopped for its time or output, so that another run
            may go differently.
        killed: whether the student's kernel was killed by nobody who says so.
    """

    def __init__(self, job: Job, examinee: Kernel, examiner: Kernel | None) -> None:
        self.job = job
        self.notebook = copy.deepcopy(job.notebook)
        self.examinee = examinee
        self.examiner = examiner
        grace = job.limits.interrupt_grace_seconds
        self.relay = Relay(examinee, grace)
        self._student = CellClient.of(self.notebook, examinee, grace)
        self._instructor = Instructor(examiner, self.notebook, job) if examiner is not None else None
        self._texts = TEXTS.get(job.language, TEXTS["en"])
        self._left = job.limits.notebook_timeout_seconds  # for the student's code, in tests too
        self._output_left = job.limits.notebook_output_bytes
        self.timed_out = self.killed = False

    @classmethod
    async def start(cls, job: Job, server: kernels.Connection, stack: AsyncExitStack) -> Session:
        """Start both kernels at once; the examiner only where there is something to examine.

        Args:
            job: to run.
            server: forks the kernels.
            stack: ends them.

        Raises:
            MachineFailure: they do not start.
        """
        wanted = [running(server, "examinee", for_student(job))]
        if any(map(is_instructors, job.notebook.cells)):
            wanted.append(running(server, "examiner", for_tests(job)))
        # Both come to an end, good or bad, before either is given up: none may start unwaited for.
        started = await asyncio.gather(
            *(stack.enter_async_context(kernel) for kernel in wanted), return_exceptions=True
        )
        for outcome in started:
            if isinstance(outcome, BaseException):
                raise outcome
        kernels_ready: list[Kernel] = [kernel for kernel in started if isinstance(kernel, Kernel)]
        session = cls(job, kernels_ready[0], kernels_ready[1] if len(kernels_ready) > 1 else None)
        if session.examiner is not None:
            serving = asyncio.create_task(serve(session.examiner, session.relay.ask))
            stack.callback(serving.cancel)
        return session

    @property
    def longest_seconds(self) -> float:
        """Of the wall clock, that `run` and `new_files` can take if every limit holds."""
        limits = self.job.limits
        of_tests = max(3 * limits.cell_timeout_seconds, limits.startup_timeout_seconds)
        instructors = sum(map(is_instructors, self.notebook.cells))
        return MOST * (2 * limits.notebook_timeout_seconds + (1 + instructors) * (of_tests + 60))

    async def run(self) -> str | None:
        """Run all cells. Return why the student's kernel stopped early, if it did.

        Raises:
            MachineFailure: a set-up cell of the course fails.
        """
        try:
            return await self._run()
        finally:
            for cell in self.notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs = harmless(cell.outputs)

    async def _run(self) -> str | None:
        number = 0
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            number += 1
            why: str | None
            if self._left <= 0:
                why = self._texts["notebook"].format(seconds=int(self.job.limits.notebook_timeout_seconds))
                cell.outputs = [error_output(TIMEOUT, why)]
            elif is_test(cell):
                why = await self._test(cell, index, number)
            elif is_instructors(cell):
                assert self._instructor is not None
                _, why = await asyncio.gather(
                    self._instructor.set_up(cell, index, number), self._execute(cell, index, number)
                )
                self.notebook.cells[index] = cell  # with the outputs that it has with the student
            else:
                why = await self._execute(cell, index, number)
            if why is not None:
                message = self._texts["not run"].format(cell=number, why=why)
                for later in self.notebook.cells[index + 1 :]:
                    if later.cell_type == "code" and later.source.strip():
                        later.outputs = [error_output(NOT_RUN, message)]
                return f"the kernel stopped in cell {number}: {why}"
        return None

    async def new_files(self) -> dict[str, bytes]:
        """Return what the notebook made in its working folder."""
        self.relay.begin("", self.job.limits.cell_timeout_seconds)
        reply, buffers = await self.relay.ask(
            {"op": "files", "id": 0, "known": sorted(self.job.files), "bytes": self.job.limits.files_bytes},
            [],
        )
        try:
            decoder = Decoder(buffers, _nothing_else)
            made = {name: decoder.decode(tree) for name, tree in reply.get("files", {}).items()}
        except (Malformed, AttributeError):
            return {}
        files = {
            name: content for name, content in made.items() if isinstance(content, bytes) and _is_plain(name)
        }
        # Whoever answers may count as it likes, and name one buffer many times.
        size = sum(map(len, files.values()))
        return files if len(files) <= FILES and size <= self.job.limits.files_bytes else {}

    async def _execute(self, cell: NotebookNode, index: int, number: int) -> str | None:
        """Run one cell of the student's into its outputs. Return why the notebook can't go on, or None."""
        limits, client = self.job.limits, self._student
        whole = self._left < limits.cell_timeout_seconds
        output_bytes = min(limits.output_bytes, self._output_left)
        seconds = min(self._left, limits.cell_timeout_seconds)
        why = None
        try:
            await client.run_cell(cell, index, number, seconds=seconds, output_bytes=output_bytes)
        except DeadKernelError:
            why = self._why_dead()
            cell.outputs.append(error_output("KernelDied", why))
            return why
        except CellTimeoutError:
            why = self._texts["stuck"].format(seconds=math.ceil(seconds))
        except MALFORMED:
            why = self._texts["garbled"]  # messages that only the student's own code can have forged
            cell.outputs = [error_output("KernelDied", why)]
            return why
        finally:
            self._left -= client.used_seconds
            self._output_left -= output_bytes - max(client.output_left, 0)
        timed_out = why is not None or client.timed_out
        self.timed_out |= timed_out or client.flooded
        if whole and timed_out:
            why = self._texts["notebook"].format(seconds=int(limits.notebook_timeout_seconds))
        if client.flooded:
            message = self._texts["output"].format(limit=output_bytes)
            _replace_errors(cell, error_output("OutputLimit", message))
        elif timed_out:
            message = why or self._texts["cell"].format(seconds=math.ceil(seconds))
            _replace_errors(cell, error_output(TIMEOUT, message))
        return why

    def _why_dead(self) -> str:
        control = self.examinee.sandbox.control
        if control.status is None:
            raise MachineFailure("The process that watches the student's kernel has ended: grade it again.")
        self.killed = control.status == -signal.SIGKILL and control.why is None
        return self._texts[control.why or "died"].format(status=control.status)

    async def _test(self, cell: NotebookNode, index: int, number: int) -> str | None:
        """Run a test cell into its outputs. Return why the student's kernel can't go on, or None."""
        assert self._instructor is not None
        limits = self.job.limits
        whole = self._left < limits.cell_timeout_seconds
        calls = min(self._left, limits.cell_timeout_seconds)
        self.relay.begin(place(self.notebook, index), calls)
        await self._instructor.test(cell, index, number, calls)
        self.timed_out |= self.relay.timed_out
        self._left -= self.relay.used_seconds
        if self.relay.stopped == "stuck":
            return self._texts["stuck"].format(seconds=math.ceil(calls))
        if self.relay.stopped is not None or self.examinee.ended.is_set():
            return self._why_dead()
        if whole and self.relay.timed_out:
            return self._texts["notebook"].format(seconds=int(limits.notebook_timeout_seconds))
        return None


def _nothing_else(kind: str, tree: Mapping[str, Any], decoder: Decoder) -> None:
    raise Malformed(f"a file is no {kind}")


def _is_plain(name: str) -> bool:
    """Say whether a name, which the student's process gives, is that of a file in a folder of ours."""
    parts = name.split("/")
    return (
        len(name) <= _LONGEST_NAME
        and name.isprintable()
        and not any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_PART for part in parts)
    )


def _replace_errors(cell: NotebookNode, error: NotebookNode) -> None:
    cell.outputs = [*(output for output in cell.outputs if output.output_type != "error"), error]


def for_student(job: Job) -> Setting:
    """Return how the student's kernel is started."""
    return Setting(
        job.files,
        seed=job.seed,
        bounds=job.bounds,
        least=job.least,
        language=job.language,
        startup_timeout_seconds=job.limits.startup_timeout_seconds,
    )
