"""One submission's notebook, executed and examined: a job in, a result out.

    result = run(Job(notebook, files={"data.csv": b"..."}, seed=1, limits=Limits(), language="ru"))
    result.notebook.cells[3].outputs

The student's cells run in one kernel, the *examinee*; the instructor's locked cells (set-up and tests) run
in another, the *examiner*, which reaches the student's names as data. The two go in step. Pure in effect:
nothing outside `result` changes, so the same function can run in a pool or on a cluster. What the student's
code does (an exception, an endless loop, the kernel's death) becomes outputs of its cells; what the machine
does (no kernel, a full disk) is raised as `MachineFailure` and is never a mark.
"""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import errno
import math
import re
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_output

from autograde import cells
from autograde.kernel import Kernel, MachineFailure, Setting, running
from autograde.kernels import client as kernels
from autograde.outputs import harmless
from autograde.relay import Relay
from autograde.sandbox.plan import Bounds, Level
from autograde.values import Decoder
from autograde.wire import Malformed

__all__ = ["Job", "Limits", "MachineFailure", "Result", "run"]

NOT_RUN = "NotRun"
TIMEOUT = "CellTimeoutError"  # as stock nbgrader names it
LANGUAGE_VARIABLE = "GRADER_TESTS_LANG"  # as grader_tests reads it
BROKEN = "CheckBroken"  # as grader_tests names it: no points are lost, a person looks
# Errors of a test cell that are the student's: what a check says, and a name that no answer binds.
_STUDENTS = {"CheckFailed", "NameError", BROKEN}
CHECKS = "grader_tests"  # a test cell without it is a plain one of nbgrader's: every error costs its points
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
_INTERRUPT_AGAIN_SECONDS = 0.5
# What nbclient and nbformat raise at messages that are no Jupyter messages.
_MALFORMED = (
    ValidationError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    AssertionError,
)
_LONGEST_NAME, _LONGEST_PART = 1_000, 255  # of a file: characters in all, bytes between two slashes

# A notebook that chooses its backend, or its graphics card, before it imports Keras.
_CHOOSES = re.compile(r"KERAS_BACKEND|CUDA_VISIBLE_DEVICES")
_CHOOSES_THE_USUAL = re.compile(r"""KERAS_BACKEND["']?\]?\s*(?:=|,)\s*["']?tensorflow\b""")


@dataclass(frozen=True)
class Limits:
    """What one notebook may use: times in seconds of the wall clock, sizes in bytes."""

    cell_timeout_seconds: float = 60
    notebook_timeout_seconds: float = 600
    startup_timeout_seconds: float = 120
    interrupt_grace_seconds: int = 4  # from the interrupt of a cell to the end of its kernel
    output_bytes: int = 2_000_000  # of one cell
    files_bytes: int = 50_000_000  # of all files that the notebook made
    free_disk_bytes: int = 50_000_000  # with less the machine is called full


@dataclass(frozen=True)
class Job:
    """A sanitised notebook and all that its outputs depend on.

    Args:
        notebook: format 4; left as it is. Its nbgrader metadata is the course's: locked cells are run by the
            examiner.
        files: what stands beside it in the student's working folder, by relative path with `/`.
        course_files: what stands beside it in the examiner's: the course's own, held-out rows included.
        seed: of Python, NumPy and Keras.
        limits: see `Limits`.
        bounds: of memory, disk and processes, for each of the two kernels.
        least: the weakest level of confinement that will do.
        language: of the messages, `ru` or `en`.
        preload: modules that are imported before a kernel starts.
    """

    notebook: NotebookNode
    files: Mapping[str, bytes] = field(default_factory=dict)
    course_files: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    least: Level = "landlock"
    language: str = "en"
    preload: tuple[str, ...] = kernels.WARM


@dataclass(frozen=True)
class Result:
    """What a job made.

    Args:
        notebook: a copy with the outputs.
        status: `finished`, or `stopped` when the student's kernel did not live to the end.
        reason: why it stopped, for a teacher; None when finished.
        seconds: of the wall clock, the kernels' start included.
        files: new files of the working folder, by relative path; too many bytes of them and there are none.
        level: how the student's code was confined.
        student_cpu_seconds: of the examinee, its start included.
        tests_cpu_seconds: of the examiner, likewise.
    """

    notebook: NotebookNode
    status: Literal["finished", "stopped"]
    reason: str | None
    seconds: float
    files: Mapping[str, bytes]
    level: Level
    student_cpu_seconds: float
    tests_cpu_seconds: float


def run(job: Job) -> Result:
    """Execute and examine the job's notebook in two new kernels.

    Raises:
        MachineFailure: a kernel does not start, the disk is full, the engine is out of memory, or a set-up
            cell of the course fails.
        KeyboardInterrupt: as ever; the kernels are ended first.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_run(job))
    with ThreadPoolExecutor(1) as pool:  # formgrader calls from inside its own loop
        return pool.submit(lambda: asyncio.run(_run(job))).result()


def starts_cold(notebook: NotebookNode) -> bool:
    """Say whether a notebook chooses a backend or a card itself: then Keras must not be imported before."""
    return any(
        _CHOOSES.search(_CHOOSES_THE_USUAL.sub("", cell.source))
        for cell in notebook.cells
        if cell.cell_type == "code"
    )


async def _run(job: Job) -> Result:
    started = monotonic()
    try:
        _check_disk(job.limits)
        server = kernels.shared(kernels.COLD if starts_cold(job.notebook) else job.preload)
        async with AsyncExitStack() as stack:
            execution = await _Execution.start(job, server, stack)
            reason = await execution.run()
            if _says_full(execution.notebook):
                _check_disk(job.limits)
            files = await execution.new_files() if reason is None else {}
    except MemoryError as error:
        raise MachineFailure(
            "The machine is out of memory: close other programs, then grade again."
        ) from error
    except kernels.Unavailable as error:
        raise MachineFailure(str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise MachineFailure("The disk is full: free some space, then grade again.") from error
        raise MachineFailure(f"The machine can't run notebooks: {error}") from error
    return Result(
        notebook=execution.notebook,
        status="finished" if reason is None else "stopped",
        reason=reason,
        seconds=monotonic() - started,
        files=files,
        level=execution.examinee.level,
        student_cpu_seconds=execution.examinee.sandbox.control.cpu_seconds,
        tests_cpu_seconds=execution.examiner.sandbox.control.cpu_seconds if execution.examiner else 0.0,
    )


def _check_disk(limits: Limits) -> None:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    if free < limits.free_disk_bytes:
        raise MachineFailure(
            f"The disk of {folder} is full ({free // 10**6} MB free): free some, then grade again."
        )


def _says_full(notebook: NotebookNode) -> bool:
    return any(
        f"[Errno {errno.ENOSPC}]" in output.get("evalue", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


class _Client(NotebookClient):  # type: ignore[misc]
    """nbclient that limits what one cell puts out, knows which one timed out, and hears of a death."""

    def before_cell(self, output_bytes: int) -> None:
        self._left = output_bytes
        self._interrupted = 0.0  # when, by the clock of `monotonic`
        self.flooded = self.timed_out = False
        self.on_cell_executed = self._after_cell

    def _after_cell(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        """Called by nbclient after each cell: a failed reply whose error is not among the outputs is put
        there.

        So that code which silences `showtraceback` does not make failing cells look passed.
        """
        content = execute_reply["content"]
        self.timed_out = content.get("ename") == TIMEOUT
        if content["status"] == "error" and not any(output.output_type == "error" for output in cell.outputs):
            cell.outputs.append(_error(str(content.get("ename")), str(content.get("evalue"))))

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Called by nbclient for each message of the running cell."""
        if msg["msg_type"] not in ("status", "execute_input"):
            self._left -= len(str(msg["content"])) + sum(len(part) for part in msg.get("buffers", ()))
            if self._left < 0:
                self.flooded = True
                # Again and again: an interrupt that comes inside the machinery of printing is lost.
                if monotonic() - self._interrupted > _INTERRUPT_AGAIN_SECONDS and self.km is not None:
                    self._interrupted = monotonic()
                    self._interrupt = asyncio.ensure_future(self.km.interrupt_kernel())
                return None
        try:
            return super().process_message(msg, cell, cell_index)
        except _MALFORMED:
            return None  # no library sends such; nothing of it is shown

    async def _async_poll_kernel_alive(self) -> None:
        # Called by nbclient while a cell runs; its own looks once a second.
        await self.km.ended.wait()
        self.task_poll_for_reply.cancel()


def _nbclient(notebook: NotebookNode, kernel: Kernel, grace_seconds: int) -> _Client:
    client = _Client(
        notebook,
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": TIMEOUT, "evalue": "", "traceback": []},
        raise_on_iopub_timeout=True,
        iopub_timeout=grace_seconds,
        skip_cells_with_tag="",  # a tag never decides whether a test runs
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
    )
    client.log.disabled = True  # it would repeat, line by line, what the outputs say
    client.km, client.kc = kernel, kernel.client
    return client


class _Execution:
    """A notebook on its way through two kernels."""

    def __init__(self, job: Job, examinee: Kernel, examiner: Kernel | None) -> None:
        self.job = job
        self.notebook = copy.deepcopy(job.notebook)
        self.examinee = examinee
        self.examiner = examiner
        self.relay = Relay(examinee, job.limits.interrupt_grace_seconds)
        grace = job.limits.interrupt_grace_seconds
        self._student = _nbclient(self.notebook, examinee, grace)
        self._tests = _nbclient(self.notebook, examiner, grace) if examiner is not None else None
        self._texts = TEXTS.get(job.language, TEXTS["en"])
        self._deadline = monotonic() + job.limits.notebook_timeout_seconds
        self._broken: str | None = None  # why no test can be run any more

    @classmethod
    async def start(cls, job: Job, server: kernels.Server, stack: AsyncExitStack) -> _Execution:
        """Start both kernels at once; the examiner only where there is something to examine."""
        # Without namespaces both count against the limit of one user: a student's threads must not take the
        # place of those that the tests need.
        room = dataclasses.replace(job.bounds, processes=4 * job.bounds.processes)

        def setting(files: Mapping[str, bytes], bounds: Bounds, **environment: str) -> Setting:
            return Setting(
                files,
                seed=job.seed,
                bounds=bounds,
                least=job.least,
                language=job.language,
                environment=environment,
                startup_timeout_seconds=job.limits.startup_timeout_seconds,
            )

        wanted = [running(server, "examinee", setting(job.files, job.bounds))]
        if any(map(_is_instructors, job.notebook.cells)):
            # The variable is for a kernel that imports the checks itself; it would tell a student's code.
            told = {LANGUAGE_VARIABLE: job.language}
            wanted.append(running(server, "examiner", setting(job.course_files, room, **told)))
        # Both come to an end, good or bad, before either is given up: none may start unwaited for.
        started = await asyncio.gather(
            *(stack.enter_async_context(kernel) for kernel in wanted), return_exceptions=True
        )
        for outcome in started:
            if isinstance(outcome, BaseException):
                raise outcome
        kernels_ready: list[Kernel] = [kernel for kernel in started if isinstance(kernel, Kernel)]
        execution = cls(job, kernels_ready[0], kernels_ready[1] if len(kernels_ready) > 1 else None)
        if execution.examiner is not None:
            serving = asyncio.create_task(execution.relay.serve(execution.examiner))
            stack.callback(serving.cancel)
        return execution

    async def run(self) -> str | None:
        """Run all cells. Return why the student's kernel stopped early, if it did."""
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
            if cells.is_test(cell) and _is_instructors(cell):
                why = await self._test(cell, index, number)
            elif _is_instructors(cell):
                _, why = await asyncio.gather(
                    self._set_up(cell, index, number), self._execute(cell, index, number)
                )
            else:
                why = await self._execute(cell, index, number)
            if why is not None:
                message = self._texts["not run"].format(cell=number, why=why)
                for later in self.notebook.cells[index + 1 :]:
                    if later.cell_type == "code" and later.source.strip():
                        later.outputs = [_error(NOT_RUN, message)]
                return f"the kernel stopped in cell {number}: {why}"
        return None

    async def new_files(self) -> dict[str, bytes]:
        """Return what the notebook made in its working folder."""
        self.relay.allow(self.job.limits.cell_timeout_seconds)
        reply, buffers = await self.relay.ask(
            {"op": "files", "id": 0, "known": sorted(self.job.files), "bytes": self.job.limits.files_bytes},
            [],
        )
        try:
            decoder = Decoder(buffers, _nothing_else)
            made = {name: decoder.decode(tree) for name, tree in reply.get("files", {}).items()}
        except (Malformed, AttributeError):
            return {}
        return {
            name: content for name, content in made.items() if isinstance(content, bytes) and _is_plain(name)
        }

    # ---- the student's cells -------------------------------------------------------------------------------

    async def _execute(self, cell: NotebookNode, index: int, number: int) -> str | None:
        """Run one cell of the student's into its outputs. Return why the notebook can't go on, or None."""
        limits, client = self.job.limits, self._student
        left = self._deadline - monotonic()
        whole = left < limits.cell_timeout_seconds
        client.timeout = max(1, math.ceil(min(left, limits.cell_timeout_seconds)))
        client.before_cell(limits.output_bytes)
        why = None
        try:
            await client.async_execute_cell(cell, index, execution_count=number)
        except DeadKernelError:
            _raise_if_cancelled()
            why = self._why_dead()
            cell.outputs.append(_error("KernelDied", why))
            return why
        except CellTimeoutError:
            why = self._texts["stuck"].format(seconds=client.timeout)
        except _MALFORMED:
            why = self._texts["garbled"]  # messages that only the student's own code can have forged
            cell.outputs = [_error("KernelDied", why)]
            return why
        timed_out = why is not None or client.timed_out
        if whole and timed_out:
            why = self._texts["notebook"].format(seconds=int(limits.notebook_timeout_seconds))
        if client.flooded:
            _replace_errors(
                cell, _error("OutputLimit", self._texts["output"].format(limit=limits.output_bytes))
            )
        elif timed_out:
            _replace_errors(cell, _error(TIMEOUT, why or self._texts["cell"].format(seconds=client.timeout)))
        return why

    def _why_dead(self) -> str:
        control = self.examinee.sandbox.control
        return self._texts[control.why or "died"].format(status=control.status)

    # ---- the instructor's cells ----------------------------------------------------------------------------

    async def _set_up(self, cell: NotebookNode, index: int, number: int) -> None:
        """Run a set-up cell for the tests; its outputs are those that it has with the student.

        Raises:
            MachineFailure: it fails, and with it every test.
        """
        copied = copy.deepcopy(cell)
        try:
            # The course's own: where it takes long, the machine is busy, and nobody's points are at stake.
            limits = self.job.limits
            seconds = max(limits.cell_timeout_seconds, limits.startup_timeout_seconds)
            await self._examine(copied, index, number, seconds)
        except DeadKernelError:
            _raise_if_cancelled()
            raise MachineFailure(f"The kernel of the tests stopped in set-up cell {number}.") from None
        except CellTimeoutError:
            raise MachineFailure(f"Set-up cell {number} of the tests takes too long.") from None
        self.notebook.cells[index] = cell  # nbclient puts what it has run there
        for output in copied.outputs:
            if output.output_type == "error":
                raise MachineFailure(
                    f"Set-up cell {number} of the tests fails: {output.ename}: {output.evalue}"
                )

    async def _test(self, cell: NotebookNode, index: int, number: int) -> str | None:
        """Run a test cell into its outputs. Return why the student's kernel can't go on, or None."""
        limits = self.job.limits
        if self._broken is not None:
            cell.outputs = [_error(BROKEN, self._broken)]
            return None
        left = self._deadline - monotonic()
        calls = max(1.0, min(left, limits.cell_timeout_seconds))
        self.relay.allow(calls)
        try:
            # The student's calls have their own limit; what the check itself needs comes on top.
            await self._examine(cell, index, number, calls + 2 * limits.cell_timeout_seconds, bind=True)
        except DeadKernelError:
            _raise_if_cancelled()
            self._broken = f"the kernel of the tests stopped in cell {number}"
        except CellTimeoutError:
            self._broken = f"the kernel of the tests did not come back from cell {number}"
        if self._broken is not None:
            cell.outputs = [_error(BROKEN, self._broken)]
            await self._end_examiner()
        elif self._tests is not None and self._tests.timed_out:
            cell.outputs = [_error(BROKEN, f"the check takes longer than {limits.cell_timeout_seconds:g} s")]
        elif CHECKS in cell.source:
            cell.outputs = [_as_broken(output) for output in cell.outputs]
        if self.relay.stopped == "stuck":
            return self._texts["stuck"].format(seconds=math.ceil(calls))
        if self.relay.stopped is not None or self.examinee.ended.is_set():
            return self._why_dead()
        if left <= limits.cell_timeout_seconds and self.relay.timed_out:
            return self._texts["notebook"].format(seconds=int(limits.notebook_timeout_seconds))
        return None

    async def _examine(
        self, cell: NotebookNode, index: int, number: int, seconds: float, *, bind: bool = False
    ) -> None:
        client = self._tests
        assert client is not None
        client.timeout = max(1, math.ceil(seconds))
        client.before_cell(self.job.limits.output_bytes)
        if bind:
            await self._bind(cell.source, seconds)
        await client.async_execute_cell(cell, index, execution_count=number)

    async def _bind(self, source: str, seconds: float) -> None:
        """Let the examiner fetch the names that a test cell reads."""
        assert self.examiner is not None
        client = self.examiner.client
        code = f"__import__('sys').modules['autograde.examiner'].bind({source!r})"
        asked = client.execute(code, silent=True, store_history=False)
        waiting = asyncio.create_task(_reply(client, asked))
        dying = asyncio.create_task(self.examiner.ended.wait())
        try:
            done, _ = await asyncio.wait(
                {waiting, dying}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            dying.cancel()
            waiting.cancel()
        if not done:
            raise CellTimeoutError(f"binding names took longer than {seconds:g} s")
        if waiting not in done:
            raise DeadKernelError("the examiner ended")
        reply = waiting.result()
        if reply["status"] != "ok":
            raise MachineFailure(f"The answers can't be fetched: {reply.get('ename')}: {reply.get('evalue')}")

    async def _end_examiner(self) -> None:
        if self.examiner is not None:
            await self.examiner.kill()


async def _reply(client: Any, asked: str) -> dict[str, Any]:
    while True:
        message = await client.shell_channel.get_msg(timeout=None)
        if message["parent_header"].get("msg_id") == asked:
            return dict(message["content"])


def _is_instructors(cell: NotebookNode) -> bool:
    """Say whether the course wrote this cell: locked, so that its text is the course's whatever came in."""
    return cells.is_code(cell) and bool(cells.nbgrader(cell).get("locked")) and not cells.is_solution(cell)


def _raise_if_cancelled() -> None:
    """Tell Ctrl-C from a death: nbclient takes every cancellation for the latter, which would cost points."""
    if (task := asyncio.current_task()) is not None and task.cancelling():
        raise asyncio.CancelledError from None


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


def _as_broken(output: NotebookNode) -> NotebookNode:
    """Return an output of a test cell; an error that no check raised is the test's, and costs no points."""
    if output.output_type != "error" or output.ename in _STUDENTS:
        return output
    return _error(BROKEN, f"{output.ename}: {output.evalue}")


def _replace_errors(cell: NotebookNode, error: NotebookNode) -> None:
    cell.outputs = [*(output for output in cell.outputs if output.output_type != "error"), error]


def _error(name: str, message: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
