"""How long a sandbox has waited for a processor, looked up from outside.

    waiting = Waiting(supervisor)
    waiting.look()                # a few times a second; seconds so far

On a machine that is busy with other things a cell takes longer than on an idle one, through no fault of the
student's. Linux counts for each thread how long it was ready to run and another one ran (`run_delay`, the
second figure of `/proc/<pid>/task/<tid>/schedstat`, in nanoseconds); where it doesn't, nothing is waited.
What a hypervisor or a quota of a control group takes away is not in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic

from autograde.sandbox.usage import descendants


class Waiting:
    """Adds up what the processes below a supervisor wait.

    Between two looks no more than the time between them is counted, however many threads wait at once: most
    often one of them holds up the others.

    Args:
        supervisor: of the sandbox.
    """

    def __init__(self, supervisor: int) -> None:
        self._supervisor = supervisor
        self._delays = dict(_delays(supervisor))
        self._looked = monotonic()
        self._seconds = 0.0

    def look(self) -> float:
        """Return the seconds waited since this was made."""
        found, now = dict(_delays(self._supervisor)), monotonic()
        waited = sum(delay - self._delays.get(thread, 0) for thread, delay in found.items()) / 1e9
        self._seconds += max(0.0, min(waited, now - self._looked))
        self._delays, self._looked = found, now
        return self._seconds


def _delays(supervisor: int) -> Iterator[tuple[str, int]]:
    """Yield each thread, and the nanoseconds that it has waited in its life."""
    for process in descendants(supervisor):
        folder = f"/proc/{process}/task"
        with suppress(OSError):
            for thread in os.listdir(folder):  # noqa: PTH208 - called four times a second
                with suppress(OSError, IndexError), open(f"{folder}/{thread}/schedstat", "rb") as file:  # noqa: PTH123
                    yield thread, int(file.read().split()[1])
