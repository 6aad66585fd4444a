"""Inside a fork of the server: everything that forks share is made distinct, then an ordinary ipykernel runs.

serve(plan, channel, bound)        # never returns while the kernel lives
"""

from __future__ import annotations

import asyncio
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import ipykernel.debugger  # noqa: F401 - most of a kernel's start, if it were imported then
import zmq
from ipykernel.iostream import IOPubThread
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import json_packer
from traitlets.config import Config

from autograde.kernels import semaphores
from autograde.sandbox.plan import Plan

_CHARACTERS = 3_000_000  # of one message: four bytes each, at most
_MESSAGES = 100  # that may wait to be sent; more make whoever prints wait


class Application(IPKernelApp):
    """An IPKernelApp that is told its connection, and keeps it to itself."""

    def init_connection_file(self) -> None:
        """Called by `initialize`. There is no file: it would hold the key that signs messages."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Called by `initialize`, likewise."""

    def cleanup_connection_file(self) -> None:
        """Called at exit, likewise."""

    def log_connection_info(self) -> None:
        """Called by `initialize`; keeps what the kernel reads later, and prints nothing."""
        channels = ("shell", "iopub", "stdin", "hb", "control")
        self._ports = {channel: getattr(self, f"{channel}_port") for channel in channels}

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Called by `initialize`. What a reader is too slow for waits: ZeroMQ would drop it, and without the
        message that a cell has ended an honest cell with thousands of outputs looks stuck.
        """
        for option in (zmq.SNDHWM, zmq.RCVHWM):  # of the pipe from the main thread too
            context.setsockopt(option, _MESSAGES)
        context.setsockopt(zmq.XPUB_NODROP, 1)
        super().init_iopub(context)  # type: ignore[no-untyped-call]

    def init_crash_handler(self) -> None:
        """Called by `initialize`. A crash is the engine's to report."""


def serve(plan: Plan, channel: socket.socket | None, bound: Callable[[], None]) -> None:
    """Run a kernel as the plan says.

    Args:
        plan: the sandbox, in force already but for its sockets.
        channel: of the agent; None without one.
        bound: called when the sockets are bound.
    """
    make_distinct(plan)
    app = Application.instance(config=_config(plan))
    if plan.level != "none":
        # ipykernel listens on TCP for what forks of a kernel print: there is no TCP here.
        IOPubThread._setup_pipe_in = _no_pipe  # type: ignore[method-assign]
    app.initialize([])
    if plan.level == "landlock":  # terminals and /dev/shm are those of whoever grades, too: `!ls` without one
        app.shell.system = app.shell.system_raw
        semaphores.stand_in()
    welcome = getattr(sys.modules.get("grader_tests.notebook"), "welcome", None)
    if welcome is not None:  # imported by the server, when there was no shell to teach
        welcome()
    if channel is not None and plan.agent is not None:
        agent: Any = sys.modules[f"autograde.{plan.agent}"]  # the server has imported it
        agent.attend(channel, app.shell, asyncio.get_event_loop())
    bound()
    app.start()


def make_distinct(plan: Plan) -> None:
    """Replace what this process has from the server: environment, folder, signals, streams, random state."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    os.environ.clear()
    os.environ.update(plan.environment)
    os.chdir(plan.work)
    tempfile.tempdir = None
    sys.argv = ["ipykernel"]
    sys.path[:] = ["", *(entry for entry in sys.path if entry)]
    if plan.seed is not None:
        seed(plan.seed)
    messages = sys.modules.get("grader_tests.messages")
    if messages is not None and plan.language is not None:
        messages.speak(plan.language)


def seed(number: int) -> None:
    """Seed Python and NumPy now, and Keras now or when it is imported.

    Not before: a notebook may choose KERAS_BACKEND first. A setting at the import of Keras also makes its
    numbers independent of what was drawn before.
    """
    random.seed(number)
    if (numpy := sys.modules.get("numpy")) is not None or importlib.util.find_spec("numpy"):
        numpy = numpy or importlib.import_module("numpy")
        numpy.random.seed(number % 2**32)
    if (keras := sys.modules.get("keras")) is not None:
        keras.utils.set_random_seed(number % 2**32)
    else:
        sys.meta_path.insert(0, _SeedWhenImported(number))


class _SeedWhenImported(importlib.abc.MetaPathFinder):
    """Finds Keras once, as Python would, and seeds it when it is there."""

    def __init__(self, number: int) -> None:
        self.number = number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Called by `import` for each module."""
        if fullname != "keras":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_and_seed(module: ModuleType) -> None:
            execute(module)
            module.utils.set_random_seed(self.number % 2**32)

        spec.loader.exec_module = execute_and_seed  # type: ignore[method-assign]
        return spec


def _config(plan: Plan) -> Config:
    connection = dict(plan.connection)
    key = str(connection.pop("key")).encode()
    if connection["transport"] == "ipc" and plan.runtime:
        connection["ip"] = f"{plan.sockets}/{Path(connection['ip']).name}"
    packer = {"packer": f"{__name__}.{pack.__name__}"}
    return Config(
        IPKernelApp=connection,
        Session={"key": key, "signature_scheme": "hmac-sha256", **(packer if plan.agent is not None else {})},
        HistoryManager={"enabled": False} if plan.agent is not None else {},
    )


def pack(content: Any) -> bytes:
    """Return a part of a message as JSON, with its texts cut where they are longer than anyone may read.

    What `while True: print(x)` piles up between two flushes would be one message of 100 MB; the engine takes
    none that is larger than 16 MB.
    """
    return json_packer(_cut(content, [_CHARACTERS]))


def _cut(part: Any, left: list[int]) -> Any:
    """Return `part` with no more than `left` characters in all its texts together."""
    if isinstance(part, str):
        kept = part[: max(left[0], 0)]
        left[0] -= len(part)
        return kept
    if isinstance(part, dict):
        return {name: _cut(value, left) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_cut(item, left) for item in part]
    return part


def _no_pipe(self: IOPubThread) -> None:
    self._pipe_flag = False
