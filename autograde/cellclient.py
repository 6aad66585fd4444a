"""nbclient, for a kernel that may be hostile: bounded in time and output, and it hears of a death at once.

client = CellClient.of(notebook, kernel, grace_seconds=4)
await client.run_cell(cell, index, number, seconds=60, output_bytes=2_000_000)
client.flooded, client.timed_out, client.used_seconds
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_output

from autograde.kernel import Kernel

TIMEOUT = "CellTimeoutError"  # as stock nbgrader names it
# What nbclient and nbformat raise at messages that are no Jupyter messages.
MALFORMED = (
    ValidationError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    AssertionError,
)
_INTERRUPT_SECONDS = 0.2
_SILENT = logging.Logger("autograde.cellclient", logging.CRITICAL + 1)  # it repeats what the outputs say


def error_output(name: str, message: str) -> NotebookNode:
    """Return an output as a kernel gives it for an exception."""
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])


class CellClient(NotebookClient):  # type: ignore[misc]
    """nbclient that limits what one cell puts out, knows which one timed out, and hears of a death.

    Attributes:
        flooded: whether the last cell put out more than it may.
        timed_out: whether the last cell was interrupted for its time.
        used_seconds: by the last cell, by its kernel's watch.
        output_left: bytes that the last cell might still have put out; below 0 if it put out too much.
    """

    _interrupt: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, notebook: NotebookNode, kernel: Kernel, grace_seconds: int) -> CellClient:
        """Return a client that runs cells of `notebook`.

        Args:
            notebook: what it runs is put back there.
            kernel: ready.
            grace_seconds: from the interrupt of a cell to the end of its kernel.
        """
        client = cls(
            notebook,
            allow_errors=True,
            timeout=None,  # its own limit counts what a cell waits for a processor
            raise_on_iopub_timeout=True,
            iopub_timeout=grace_seconds,
            skip_cells_with_tag="",  # a tag never decides whether a test runs
            store_widget_state=False,
            record_timing=False,
            coalesce_streams=True,
        )
        client.log = _SILENT
        client.km, client.kc = kernel, kernel.client
        client.on_cell_executed = client._after_cell
        client.flooded = client.timed_out = False
        client.used_seconds = 0.0
        return client

    async def run_cell(
        self, cell: NotebookNode, index: int, number: int, *, seconds: float, output_bytes: int
    ) -> None:
        """Run one cell into its outputs.

        Args:
            cell: of the notebook.
            index: its place there.
            number: its execution count.
            seconds: by its kernel's watch, until it is interrupted.
            output_bytes: after which it is interrupted.

        Raises:
            DeadKernelError: the kernel ended.
            CellTimeoutError: it did not come back after the interrupt.
            ValueError, TypeError …: see `MALFORMED`.
        """
        self.output_left = output_bytes
        self.flooded = self.timed_out = False
        watch = self.km.stopwatch()
        execution = asyncio.create_task(self.async_execute_cell(cell, index, execution_count=number))
        try:
            if not await watch.within(seconds, execution):
                self.timed_out = True
                await self.km.interrupt_kernel()
                if not await self.km.stopwatch().within(self.iopub_timeout, execution):
                    raise CellTimeoutError(f"no end {self.iopub_timeout} s after an interrupt")
            execution.result()
        finally:
            self.used_seconds = watch.seconds
            if self._interrupt is not None:
                self._interrupt.cancel()
                self._interrupt = None
            if not execution.done():
                execution.cancel()
                await asyncio.wait({execution})
            if not execution.cancelled():
                execution.exception()  # asyncio writes of those that nobody has looked at

    def _after_cell(self, cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        """Called by nbclient after each cell: a failed reply whose error is not among the outputs is put
        there.

        So that code which silences `showtraceback` does not make failing cells look passed.
        """
        content = execute_reply["content"]
        if content["status"] == "error" and not any(output.output_type == "error" for output in cell.outputs):
            cell.outputs.append(error_output(str(content.get("ename")), str(content.get("evalue"))))

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Called by nbclient for each message of the running cell."""
        if msg["msg_type"] not in ("status", "execute_input"):
            self.output_left -= len(str(msg["content"])) + sum(len(part) for part in msg.get("buffers", ()))
            if self.output_left < 0:
                self.flooded = True
                self._interrupt_soon()
                return None
        try:
            return super().process_message(msg, cell, cell_index)
        except MALFORMED:
            return None  # no library sends such; nothing of it is shown

    def _interrupt_soon(self) -> None:
        """Interrupt the cell unless it ends by itself: an interrupt between two cells can cost a reply.

        Called for each message of a flood: an interrupt inside the machinery of printing is lost.
        """
        if self._interrupt is None:
            self._interrupt = asyncio.create_task(self._interrupt_later())

    async def _interrupt_later(self) -> None:
        await asyncio.sleep(_INTERRUPT_SECONDS)
        self._interrupt = None
        await self.km.interrupt_kernel()

    async def _async_poll_kernel_alive(self) -> None:
        # Called by nbclient while a cell runs; its own looks once a second.
        await self.km.ended.wait()
        self.task_poll_for_reply.cancel()
