"""The fork server: imports once, initialises nothing, and forks a sandboxed kernel for each request.

    python -m autograde.kernels.server 5 '{"preload": ["tensorflow", "keras"], "idle_seconds": 600}'

It talks over one inherited socket (here descriptor 5), so that no student's code can reach it, in messages of
JSON; a launch brings descriptors along. It ends when the other side closes, or when it has been idle.

    → {"launch": <plan>} + control and channel sockets      ← nothing: the supervisor answers on `control`
    → {"retire": true}                                      it ends when its last sandbox has
    ← {"levels": {…}, "threads": 1}                         once, when it is ready
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress

from autograde import examinee, examiner  # noqa: F401 - the agents: no file of this package is inside
from autograde.kernels import inside
from autograde.sandbox import filesystem, levels, syscalls
from autograde.sandbox.plan import MESSAGE_BYTES, Plan
from autograde.sandbox.supervisor import supervise
from autograde.sandbox.usage import descendants

_TICK_SECONDS = 1.0


def main(engine: socket.socket, preload: list[str], idle_seconds: float) -> None:
    """Serve until the engine closes its side, or until nothing has happened for `idle_seconds`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's, which then closes the socket
    syscalls.adopt_orphans()
    for name in preload:
        with suppress(ImportError):  # a machine without an optional package grades units that need none
            importlib.import_module(name)
    filesystem.visible()
    gc.collect()
    gc.freeze()  # else a collection in a fork would write to, and so copy, every page
    ready = {"levels": levels.reachable(), "threads": len(os.listdir("/proc/self/task"))}  # noqa: PTH208
    engine.sendall(json.dumps(ready).encode())
    sandboxes: set[int] = set()
    retired = False
    quiet_since = time.monotonic()
    while not (retired and not sandboxes):
        readable, _, _ = select.select([engine], [], [], _TICK_SECONDS)
        if readable:
            message, descriptors, _, _ = socket.recv_fds(engine, MESSAGE_BYTES, 2)
            if not message:
                return
            request = json.loads(message)
            retired = retired or bool(request.get("retire"))
            if "launch" in request:
                sandboxes.add(_launch(engine, Plan.of(request["launch"]), descriptors))
            quiet_since = time.monotonic()
        _reap(sandboxes)
        if sandboxes:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > idle_seconds:
            return


def _launch(engine: socket.socket, plan: Plan, descriptors: list[int]) -> int:
    pid = os.fork()
    if pid == 0:
        engine.close()
        control, *channel = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        supervise(plan, control, channel[0] if channel else None, inside.serve)
    for descriptor in descriptors:
        os.close(descriptor)
    return pid


def _reap(sandboxes: set[int]) -> None:
    """Forget the supervisors that have ended, and kill what one that was itself killed has left."""
    with suppress(ChildProcessError):
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            sandboxes.discard(pid)
    here = f"/proc/self/task/{os.getpid()}/children"
    with open(here, "rb") as file:  # noqa: PTH123
        strays = {int(pid) for pid in file.read().split()} - sandboxes
    for stray in strays:
        for pid in (stray, *descendants(stray)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    settings = json.loads(sys.argv[2])
    main(socket.socket(fileno=int(sys.argv[1])), settings["preload"], settings["idle_seconds"])
