"""How long a kernel has worked at something, without what it waited for a processor.

    watch = Stopwatch(kernel.sandbox.control)
    if not await watch.within(60, task): ...       # it has had its 60 seconds
    watch.seconds

Limits of time are measured so: a slow machine must not cost a student points. On an idle one it is the time
of the wall clock.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from autograde.kernels.client import Control

# Times a limit, of the wall clock: a kernel may be waiting for processes that it has started itself.
MOST = 4
_SHORTEST_SECONDS = 0.05  # between two looks at the watch


class Stopwatch:
    """Runs from when it is made.

    Args:
        control: of the kernel's sandbox, which says what it has waited.
    """

    def __init__(self, control: Control) -> None:
        self._control = control
        self._began = monotonic()
        self._waited = control.waited_seconds

    @property
    def seconds(self) -> float:
        """What it shows: no less than a quarter of the wall clock."""
        passed = monotonic() - self._began
        return max(passed - (self._control.waited_seconds - self._waited), passed / MOST)

    async def within(self, seconds: float, task: asyncio.Future[Any]) -> bool:
        """Wait for a task; return whether it is done before the watch shows so many seconds."""
        while (left := seconds - self.seconds) > 0 and not task.done():
            await asyncio.wait({task}, timeout=max(left, _SHORTEST_SECONDS))
        return task.done()
