"""One submission's notebook, executed: a job in, a result out.

    result = run(Job(notebook, files={"data.csv": b"..."}, seed=1, limits=Limits(), language="ru"))
    result.notebook.cells[3].outputs

Pure in effect: nothing outside `result` changes, so the same function can run in a pool or on a cluster.
What the student's code does (an exception, an endless loop, the kernel's death) becomes outputs of its
cells; what the machine does (no kernel, a full disk) is raised as `MachineFailure` and is never a mark.
"""

from __future__ import annotations

import asyncio
import copy
import errno
import math
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any, Literal

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograde import kernel
from autograde.kernel import MachineFailure

__all__ = ["Job", "Limits", "MachineFailure", "Result", "run"]

NOT_RUN = "NotRun"
TIMEOUT = "CellTimeoutError"  # as stock nbgrader names it
TEXTS = {
    "en": {
        "died": "The kernel stopped in this cell (exit status {status}). The cells after it were not run.",
        "cell": "This cell ran longer than {seconds} s and was stopped.",
        "stuck": "This cell ran longer than {seconds} s and could not be interrupted. "
        "The cells after it were not run.",
        "notebook": "The whole notebook has {seconds} s, and they ended in this cell. "
        "The cells after it were not run.",
        "output": "This cell put out more than {limit} bytes and was stopped.",
        "not run": "Not run: the kernel stopped in cell {cell}. {why}",
    },
    "ru": {
        "died": "Ядро остановилось в этой ячейке (код завершения {status}). Следующие ячейки не выполнялись.",
        "cell": "Ячейка выполнялась дольше {seconds} с и была прервана.",
        "stuck": "Ячейка выполнялась дольше {seconds} с и не отозвалась на прерывание. "
        "Следующие ячейки не выполнялись.",
        "notebook": "На весь ноутбук даётся {seconds} с, и они кончились в этой ячейке. "
        "Следующие ячейки не выполнялись.",
        "output": "Ячейка вывела больше {limit} байт и была прервана.",
        "not run": "Не выполнялась: ядро остановилось в ячейке {cell}. {why}",
    },
}


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
        notebook: format 4; left as it is.
        files: what stands beside it in the working folder, by relative path with `/`.
        seed: of Python, NumPy and Keras.
        limits: see `Limits`.
        language: of the messages, `ru` or `en`.
        kernel_name: a kernelspec's name.
    """

    notebook: NotebookNode
    files: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    language: str = "en"
    kernel_name: str = "python3"


@dataclass(frozen=True)
class Result:
    """What a job made.

    Args:
        notebook: a copy with the outputs.
        status: `finished`, or `stopped` when the kernel did not live to the end.
        reason: why it stopped, for a teacher; None when finished.
        seconds: of the wall clock, the kernel's start included.
        files: new files of the working folder, by relative path; too many bytes of them and there are none.
    """

    notebook: NotebookNode
    status: Literal["finished", "stopped"]
    reason: str | None
    seconds: float
    files: Mapping[str, bytes]


def run(job: Job) -> Result:
    """Execute the job's notebook in a new kernel.

    Raises:
        MachineFailure: the kernel does not start, the disk is full, the engine is out of memory.
        KeyboardInterrupt: as ever; the kernel is ended first.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_run(job))
    with ThreadPoolExecutor(1) as pool:  # formgrader calls from inside its own loop
        return pool.submit(lambda: asyncio.run(_run(job))).result()


async def _run(job: Job) -> Result:
    started = monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="autograde-", ignore_cleanup_errors=True) as name:
            root = Path(name)
            _check_disk(root, job.limits)
            folder, home = root / "work", root / "home"
            kernel.furnish(home)
            _write(folder, job.files)
            notebook, reason = await _execute(job, folder, home)
            if _says_full(notebook):
                _check_disk(root, job.limits)
            files = _new_files(folder, job)
    except MemoryError as error:
        raise MachineFailure(
            "The machine is out of memory: close other programs, then grade again."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise MachineFailure("The disk is full: free some space, then grade again.") from error
        raise MachineFailure(f"The machine can't run notebooks: {error}") from error
    return Result(notebook, "finished" if reason is None else "stopped", reason, monotonic() - started, files)


def _check_disk(folder: Path, limits: Limits) -> None:
    free = shutil.disk_usage(folder).free
    if free < limits.free_disk_bytes:
        raise MachineFailure(
            f"The disk of {folder.parent} is full ({free // 10**6} MB free): free some, then grade again."
        )


def _says_full(notebook: NotebookNode) -> bool:
    return any(
        f"[Errno {errno.ENOSPC}]" in output.get("evalue", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


class _Client(NotebookClient):  # type: ignore[misc]
    """nbclient that limits what one cell puts out and knows which cell timed out."""

    def before_cell(self, output_bytes: int) -> None:
        self._left = output_bytes
        self.flooded = self.timed_out = False
        self.on_cell_executed = self._after_cell

    def _after_cell(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        """Called by nbclient after each cell: a failed reply whose error is not among the outputs is put
        there.

        So that code which silences `showtraceback` does not make failing tests look passed.
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
                if not self.flooded and self.km is not None:
                    self._interrupt = asyncio.ensure_future(self.km.interrupt_kernel())
                self.flooded = True
                return None
        return super().process_message(msg, cell, cell_index)


async def _execute(job: Job, folder: Path, home: Path) -> tuple[NotebookNode, str | None]:
    """Return the executed notebook, and why its kernel stopped early if it did."""
    notebook = copy.deepcopy(job.notebook)
    limits = job.limits
    deadline = monotonic() + limits.notebook_timeout_seconds
    client = _Client(
        notebook,
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": TIMEOUT, "evalue": "", "traceback": []},
        raise_on_iopub_timeout=True,
        iopub_timeout=limits.interrupt_grace_seconds,
        skip_cells_with_tag="",  # a tag never decides whether a test runs
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
    )
    client.log.disabled = True  # it would repeat, line by line, what the outputs say
    texts = TEXTS.get(job.language, TEXTS["en"])
    async with kernel.running(
        job.kernel_name,
        folder,
        home,
        kernel.environment(home, job.language, job.seed),
        startup_timeout_seconds=limits.startup_timeout_seconds,
        silent=kernel.seeding(job.seed),
    ) as (client.km, client.kc):
        number = 0
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            number += 1
            left = deadline - monotonic()
            why = await _execute_cell(client, cell, index, number, left, limits, texts)
            if why is not None:
                message = texts["not run"].format(cell=number, why=why)
                for later in notebook.cells[index + 1 :]:
                    if later.cell_type == "code" and later.source.strip():
                        later.outputs = [_error(NOT_RUN, message)]
                return notebook, f"the kernel stopped in cell {number}: {why}"
    return notebook, None


async def _execute_cell(
    client: _Client,
    cell: NotebookNode,
    index: int,
    number: int,
    left: float,
    limits: Limits,
    texts: Mapping[str, str],
) -> str | None:
    """Run one cell into its outputs. Return why the notebook can't go on, or None."""
    whole = left < limits.cell_timeout_seconds
    client.timeout = max(1, math.ceil(min(left, limits.cell_timeout_seconds)))
    client.before_cell(limits.output_bytes)
    why = None
    try:
        await client.async_execute_cell(cell, index, execution_count=number)
    except DeadKernelError:
        if (task := asyncio.current_task()) is not None and task.cancelling():
            # Ctrl-C. nbclient takes every cancellation for the kernel's death: that would cost points.
            raise asyncio.CancelledError from None
        status = await client.km.provisioner.poll()
        why = texts["died"].format(status=status)
        cell.outputs.append(_error("KernelDied", why))
        return why
    except CellTimeoutError:
        why = texts["stuck"].format(seconds=client.timeout)
    timed_out = why is not None or client.timed_out
    if whole and timed_out:
        why = texts["notebook"].format(seconds=int(limits.notebook_timeout_seconds))
    if client.flooded:
        kept = [output for output in cell.outputs if output.output_type != "error"]
        cell.outputs = [*kept, _error("OutputLimit", texts["output"].format(limit=limits.output_bytes))]
    elif timed_out:
        kept = [output for output in cell.outputs if output.output_type != "error"]
        cell.outputs = [*kept, _error(TIMEOUT, why or texts["cell"].format(seconds=client.timeout))]
    return why


def _error(name: str, message: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"a file of a job must be inside its folder, not {name!r}")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _new_files(folder: Path, job: Job) -> dict[str, bytes]:
    """Return what the notebook made: regular files only, and none when they are too large together."""
    made, size = {}, 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name in job.files or path.is_symlink() or not path.is_file():
            continue
        size += path.stat().st_size
        if size > job.limits.files_bytes:
            return {}
        made[name] = path.read_bytes()
    return made
