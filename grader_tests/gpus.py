"""`check_with_gpus`: what does a function do on a computer with so many GPUs, whatever this one has?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

import numpy as np

from grader_tests import answers
from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text

_STARTED = "Physical devices cannot be modified after being initialized"  # as TensorFlow says it


def check_with_gpus(
    function: Any,
    gpus: int,
    *,
    returns: bool | None = None,
    grows: bool = False,
    started: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check a function without arguments while TensorFlow lists as many GPUs as the test says.

        check_with_gpus(gpu_available, 1, returns=True, task=1)
        check_with_gpus(enable_memory_growth, 2, grows=True, task=2)
        check_with_gpus(enable_memory_growth, 1, started=True, task=3)   # no error is let out

    No GPU is needed, and none that is there is touched: TensorFlow's lists are pretended.

    Args:
        function: the student's.
        gpus: how many are listed.
        returns: what the function must return, True or False itself; None: anything.
        grows: whether memory growth must be on for every GPU afterwards.
        started: whether TensorFlow is at work already, and refuses to change a GPU's memory.
        task: number of the point of the task.
        hidden: the message says the same: the task tells all of it.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: an error, another result, or a GPU whose memory does not grow.
    """
    with examine(function, task=task, hidden=hidden, hint=hint) as exam:
        target = exam.value()
        if not callable(target):
            exam.fail(
                text("{name} is not a function.", name=exam.name),
                got=exam.kind(target),
                told=True,
                early=True,
            )
        told = exam.touch(lambda: dict(answers.reach().call(with_gpus, [target, gpus, started], {}).result))
        found = told.get("returned")
        if returns is not None and not (type(found) in (bool, np.bool_) and bool(found) is returns):
            exam.fail(
                text(
                    "{name} is wrong where TensorFlow lists so many GPUs: {count}.",
                    name=exam.name,
                    count=gpus,
                ),
                expected=shown(str(returns)),
                got=shown(str(bool(found)))
                if type(found) in (bool, np.bool_)
                else exam.touch(exam.kind, found),
                next=text("what does `tf.config.list_physical_devices` give, and what is made of it?"),
                told=True,
            )
        if grows:
            grown = exam.touch(lambda: {int(number) for number in told["grown"]})
            if grown != set(range(gpus)):
                exam.fail(
                    text("{name} does not switch memory growth on for every GPU.", name=exam.name),
                    expected=text("{count} of {total}", count=gpus, total=gpus),
                    got=text("{count} of {total}", count=len(grown & set(range(gpus))), total=gpus),
                    next=text("go through the whole list: each GPU is set by itself."),
                    told=True,
                )
        exam.accept(
            text("{name}: right where TensorFlow lists so many GPUs: {count}.", name=exam.name, count=gpus)
        )


def with_gpus(function: Callable[[], Any], gpus: int, started: bool) -> dict[str, Any]:
    """Return what a function returns while so many GPUs are listed, and whose memory grows then.

    Runs in the student's process.
    """
    machine = _Machine(gpus, started)
    with machine.in_place():
        returned = function()
    return {"returned": returned, "grown": [number for number, on in enumerate(machine.grows) if on]}


class _Machine:
    """A computer with one processor and some GPUs, as TensorFlow would list it."""

    def __init__(self, gpus: int, started: bool) -> None:
        import tensorflow as tf

        kinds = [("CPU", 0), *(("GPU", number) for number in range(gpus))]
        self.physical = [tf.config.PhysicalDevice(f"/physical_device:{k}:{n}", k) for k, n in kinds]
        self.logical = [tf.config.LogicalDevice(f"/device:{k}:{n}", k) for k, n in kinds]
        self.local = [SimpleNamespace(name=f"/device:{k}:{n}", device_type=k) for k, n in kinds]
        self.grows = [False] * gpus
        self.started = started

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let TensorFlow's lists be this machine's: all its functions ask the context, or `device_lib`."""
        from tensorflow.python.client import device_lib
        from tensorflow.python.eager import context

        pretended: dict[str, Callable[..., Any]] = {
            "list_physical_devices": _listed(self.physical),
            "get_visible_devices": _listed(self.physical),
            "list_logical_devices": _listed(self.logical),
            "set_memory_growth": self._set_growth,
            "get_memory_growth": lambda _, device: self.grows[self._number(device)],
        }
        with ExitStack() as replaced:
            for name, function in pretended.items():
                replaced.enter_context(mock.patch.object(context.Context, name, _method(function)))
            listed = mock.patch.object(device_lib, "list_local_devices", return_value=self.local)
            replaced.enter_context(listed)
            yield

    def _set_growth(self, _: Any, device: Any, enable: bool) -> None:
        number = self._number(device)
        if self.started:
            raise RuntimeError(_STARTED)
        self.grows[number] = bool(enable)

    def _number(self, device: Any) -> int:
        """Return which of the GPUs a device is; as TensorFlow does, refuse one that is none of them."""
        if device not in self.physical:
            raise ValueError(f"Unrecognized device: {device!r}")
        if device.device_type != "GPU":
            raise ValueError("Cannot set memory growth on non-GPU and non-Pluggable devices")
        return self.physical.index(device) - 1


def _listed(devices: list[Any]) -> Callable[..., list[Any]]:
    def listing(_: Any, device_type: str | None = None) -> list[Any]:
        return [device for device in devices if device_type in (None, device.device_type)]

    return listing


def _method(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of the context: a bound method would not be given it."""

    def method(context: Any, *arguments: Any, **keywords: Any) -> Any:
        return function(context, *arguments, **keywords)

    return method
