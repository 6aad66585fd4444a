"""A clock and a device that follow a script: what does a function measure that times another one?

    measure(benchmark, first=5.0, seconds=[0.2, 0.3, 0.7], asynchronous=True)

Nothing takes real time. The clock moves when the job is called, when its result is waited for, and by a
trifle when it is read. The job's device works as a GPU does: calls return at once, the work queues up, and
whoever asks for a result's numbers waits until they are there.
"""

from __future__ import annotations

import datetime
import threading
import time
import timeit
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import numpy as np

DISPATCH = 1e-4  # seconds, from calling the job to its return
_READING = 1e-6  # seconds, to read the clock
_CLOCKS = ("perf_counter", "monotonic", "time")  # they pass while a device works
_CPU_CLOCKS = ("process_time", "thread_time")  # they do not: they count what the processor does


def measure(
    function: Callable[..., Any], first: float, seconds: Sequence[float], asynchronous: bool
) -> dict[str, Any]:
    """Return what `function(job, runs)` returns, and how often it calls the job.

    Runs in the student's process.

    Args:
        function: the student's.
        first: seconds of work of the job's first call.
        seconds: of its later calls, over and over; `runs` is their number.
        asynchronous: whether a call returns before the work is done.
    """
    world = World(first, list(seconds), asynchronous)
    with world.in_place(function):
        returned = function(world.job, len(seconds))
        if isinstance(returned, Result):
            returned = returned.numpy()
    return {"returned": returned, "calls": world.calls}


class World:
    """The clock, the device, and the job.

    Args:
        first: see `measure`, as the two that follow.
        seconds: see `measure`.
        asynchronous: see `measure`.
    """

    def __init__(self, first: float, seconds: list[float], asynchronous: bool) -> None:
        self.first = first
        self.seconds = seconds
        self.asynchronous = asynchronous
        self.calls = 0
        self.passed = 0.0  # since the beginning
        self.of_processor = 0.0
        self.idle_from = 0.0  # when the device will have done all that was asked of it
        self._thread = threading.get_ident()  # the kernel's other threads live by the real clock

    def job(self, *_: Any, **__: Any) -> Result:
        """Ask the device for one more piece of work."""
        work = self.first if self.calls == 0 else self.seconds[(self.calls - 1) % len(self.seconds)]
        self.calls += 1
        self.passed += DISPATCH
        self.of_processor += DISPATCH
        self.idle_from = max(self.passed, self.idle_from) + work
        if not self.asynchronous:
            self.wait_until(self.idle_from)
        return Result(self, self.idle_from)

    def wait_until(self, moment: float) -> None:
        """Let the time pass."""
        self.passed = max(self.passed, moment)

    def wait_for_device(self, *_: Any, **__: Any) -> None:
        """Let the time pass until the device has nothing to do: TensorFlow's `sync_devices`."""
        self.wait_until(self.idle_from)

    @contextmanager
    def in_place(self, function: Callable[..., Any]) -> Iterator[None]:
        """Let every clock be this world's: in its module, and under the names that a notebook gave it."""
        import tensorflow as tf
        from tensorflow.python.eager import context
        from tensorflow.python.framework import test_util

        new = self._replacements()
        new[id(test_util.sync_devices)] = self.wait_for_device
        with ExitStack() as replaced:
            for module, names in _HOMES:
                for name in names:
                    replaced.enter_context(mock.patch.object(module, name, new[id(getattr(module, name))]))
            for home, name in (
                (tf.test.experimental, "sync_devices"),
                (test_util, "sync_devices"),
                (context, "async_wait"),
                (context.Context, "sync_executors"),
            ):
                replaced.enter_context(mock.patch.object(home, name, self.wait_for_device))
            for taking in (timeit.timeit, timeit.repeat, timeit.Timer.__init__, function):
                replaced.enter_context(_defaults(taking, new))
            replaced.enter_context(_names(getattr(function, "__globals__", {}), new))
            yield

    def _replacements(self) -> dict[int, Any]:
        """Return for each clock, by the number that Python knows it by, the one of this world."""
        found: dict[int, Any] = {}
        for clocks, passing in ((_CLOCKS, self._read), (_CPU_CLOCKS, self._read_processor)):
            for name in clocks:
                for unit, own in ((1.0, getattr(time, name)), (1e9, getattr(time, f"{name}_ns"))):
                    found[id(own)] = self._clock(own, passing, unit)
        found[id(time.sleep)] = self._sleep(time.sleep)
        found[id(datetime.datetime)] = _date_of(found[id(time.time)])
        return found

    def _clock(
        self, own: Callable[[], float], passing: Callable[[], float], unit: float
    ) -> Callable[[], float]:
        began = own()

        def read() -> float:
            if threading.get_ident() != self._thread:
                return own()
            passed = passing() * unit
            return began + (passed if unit == 1.0 else int(passed))

        return read

    def _read(self) -> float:
        self.passed += _READING
        return self.passed

    def _read_processor(self) -> float:
        return self.of_processor

    def _sleep(self, own: Callable[[float], None]) -> Callable[[float], None]:
        def sleep(seconds: float) -> None:
            if threading.get_ident() != self._thread:
                own(seconds)
            else:
                self.wait_until(self.passed + max(float(seconds), 0.0))

        return sleep


class Result:
    """What the job returns: a number that is there when the device has come to it. Asking for it waits."""

    shape = ()
    ndim = 0
    dtype = np.dtype("float32")

    def __init__(self, world: World, ready: float) -> None:
        self._world = world
        self._ready = ready

    def numpy(self) -> Any:
        """Wait, and return the number as TensorFlow does."""
        self._world.wait_until(self._ready)
        return np.float32(1.0)

    def item(self) -> float:
        """Wait, and return the number."""
        return float(self.numpy())

    def block_until_ready(self) -> Result:
        """Wait, in JAX's words."""
        self.numpy()
        return self

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        return np.asarray(self.numpy(), dtype=dtype)

    def __float__(self) -> float:
        return self.item()

    def __int__(self) -> int:
        return int(self.item())

    def __bool__(self) -> bool:
        return bool(self.item())

    def __repr__(self) -> str:
        return f"<a number: {self.item():g}>"

    def __format__(self, form: str) -> str:
        return format(self.item(), form)


_HOMES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (time, tuple(f"{name}{unit}" for name in (*_CLOCKS, *_CPU_CLOCKS) for unit in ("", "_ns"))),
    (time, ("sleep",)),
    (timeit, ("default_timer",)),
    (datetime, ("datetime",)),
)


def _date_of(clock: Callable[[], float]) -> type[datetime.datetime]:
    """Return a class of dates whose present is the clock's."""

    class Date(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return cls.fromtimestamp(clock(), tz)

        @classmethod
        def utcnow(cls) -> Any:
            return cls.fromtimestamp(clock(), datetime.UTC).replace(tzinfo=None)

    return Date


@contextmanager
def _names(names: dict[str, Any], new: dict[int, Any]) -> Iterator[None]:
    """Replace clocks among the names of a notebook: `from time import perf_counter`."""
    kept = {name: value for name, value in list(names.items()) if id(value) in new}
    names.update({name: new[id(value)] for name, value in kept.items()})
    try:
        yield
    finally:
        names.update(kept)


@contextmanager
def _defaults(function: Any, new: dict[int, Any]) -> Iterator[None]:
    """Replace clocks among the defaults of a function: `timeit` has its own there."""
    kept = getattr(function, "__defaults__", None)
    if not isinstance(kept, tuple) or not any(id(value) in new for value in kept):
        yield
        return
    function.__defaults__ = tuple(new.get(id(value), value) for value in kept)
    try:
        yield
    finally:
        function.__defaults__ = kept
