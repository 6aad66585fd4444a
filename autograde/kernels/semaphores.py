"""Locks of `multiprocessing` where a process has no /dev/shm: that folder is everybody's.

    stand_in()      # before the notebook makes one: Keras does, for a dataset with workers

An eventfd counts in place of a named semaphore: threads and forks share it, and it needs no file. How much it
counts can't be read, as on macOS: `Queue.qsize` says so, and only locks notice that they are released twice.
"""

from __future__ import annotations

import multiprocessing.heap as heap
import multiprocessing.synchronize as synchronize
import os
import select
import threading
import time
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

_RECURSIVE_MUTEX = 0  # as multiprocessing.synchronize has it


class Semaphore:
    """What `_multiprocessing.SemLock` is, for processes that are forked. Every method is called by
    `multiprocessing.synchronize`.
    """

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        if not unlink:
            raise PermissionError(f"{name}: only processes that are forked can share a lock here")
        self.kind, self.maxvalue, self.name = kind, maxvalue, None
        self.handle = os.eventfd(value, os.EFD_SEMAPHORE | os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._held = 0
        self._holder: int | None = None

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take one, when there is one. Return whether it was taken."""
        if self.kind == _RECURSIVE_MUTEX and self._is_mine():
            self._held += 1
            return True
        until = None if timeout is None else time.monotonic() + max(timeout, 0.0)
        poll = self._waiting()
        while not self._take():
            left = None if until is None else until - time.monotonic()
            if not block or (left is not None and left <= 0):
                return False
            poll.poll(None if left is None else left * 1000)
        self._held += 1
        self._holder = threading.get_ident()
        return True

    def release(self) -> None:
        """Give one back."""
        if self.kind == _RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        elif self.maxvalue == 1 and not self._is_zero():
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1
        os.eventfd_write(self.handle, 1)

    def _waiting(self) -> select.poll:
        poll = select.poll()
        poll.register(self.handle, select.POLLIN)
        return poll

    def _take(self) -> bool:
        with suppress(BlockingIOError):
            os.eventfd_read(self.handle)
            return True
        return False

    def _count(self) -> int:
        return self._held

    def _is_mine(self) -> bool:
        return self._held > 0 and self._holder == threading.get_ident()

    def _get_value(self) -> int:
        raise NotImplementedError

    def _is_zero(self) -> bool:
        return not self._waiting().poll(0)

    def _after_fork(self) -> None:
        self._held = 0

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        with suppress(AttributeError, OSError):
            os.close(self.handle)


def stand_in() -> None:
    """Have `multiprocessing` use these locks, and files in the temporary folder for shared values."""
    module: Any = synchronize
    module._multiprocessing = SimpleNamespace(SemLock=Semaphore)
    arena: Any = heap.Arena
    arena._dir_candidates = []
