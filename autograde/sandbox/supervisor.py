"""The trusted process between the engine and a sandbox: starts it, watches it, ends all of it.

    supervise(plan, control, run)        # in a fork of the server; never returns

Engine and supervisor speak in lines of JSON over a socket that no student's code inherits.

    engine → {"do": "interrupt"} | {"do": "kill"}
    here   → {"event": "ready"} | {"event": "failed", "why": …} | {"event": "exited", "status": …, …}
           | {"event": "waited", "seconds": …}      # for a processor, so far

When the engine ends, its side of the socket closes, and everything here is killed. At `namespaces` there are
three processes: the supervisor, outside; the first process of the new namespaces, which builds the root and
reaps; and the kernel. Elsewhere the supervisor adopts and kills what the kernel leaves behind.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from autograde.sandbox import confine, filesystem, syscalls
from autograde.sandbox.plan import Plan
from autograde.sandbox.usage import descendants, excess
from autograde.sandbox.waiting import Waiting

_WATCH_SECONDS = 0.25  # between two looks at memory and disk
_WATCH_SHARE = 4  # and at least so many times as long as one takes: there may be many files
_WORTH_TELLING_SECONDS = 0.05
_KILL_SECONDS = 5.0  # until what is being killed must be gone
_READY = b"ready\n"

Kernel = Callable[[Plan, socket.socket | None, Callable[[], None]], None]
"""Runs the kernel, with a channel for its agent; calls the given function when its sockets are bound, then
serves until it is killed."""


@dataclass
class _Started:
    pid: int
    said: int  # a pipe: `ready`, or why not
    boxed: bool  # in namespaces of its own: killing the first process kills all


def supervise(plan: Plan, control: socket.socket, channel: socket.socket | None, run: Kernel) -> NoReturn:
    """Start the sandbox, serve the engine, and exit. Called in a child of the fork server.

    Args:
        plan: what to start.
        control: this end of the engine's socket.
        channel: the agent's end of another; the kernel inherits it.
        run: the kernel.
    """
    status = 1
    try:
        syscalls.die_with_parent(signal.SIGTERM)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        syscalls.adopt_orphans()
        _name("supervisor")
        started = _start(plan, control, channel, run)
        syscalls.set_dumpable(False)  # not before: its user map could not be written
        try:
            _serve(plan, control, started, tells=channel is not None)
        finally:
            _end_all(started)
        status = 0
    except OSError as error:
        _tell(control, event="failed", why=str(error))
    except BaseException as error:
        _tell(control, event="failed", why=f"{type(error).__name__}: {error}")
    finally:
        os._exit(status)


def _start(plan: Plan, control: socket.socket, channel: socket.socket | None, run: Kernel) -> _Started:
    said, say = os.pipe()
    boxed = plan.level == "namespaces"
    if boxed:
        new_namespaces(plan)
    pid = os.fork()
    if pid == 0:
        control.close()
        os.close(said)
        _child(plan, channel, say, run)
    os.close(say)
    if channel is not None:
        channel.close()
    return _Started(pid, said, boxed)


def new_namespaces(plan: Plan) -> None:
    """Enter new namespaces; the next child is the first process in the new process namespace."""
    flags = (
        syscalls.CLONE_NEWPID
        | syscalls.CLONE_NEWNET
        | syscalls.CLONE_NEWIPC
        | syscalls.CLONE_NEWUTS
        | syscalls.CLONE_NEWCGROUP
    )
    user, group = os.getuid(), os.getgid()
    if plan.user is None:
        syscalls.unshare(syscalls.CLONE_NEWUSER | flags)
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123
                file.write(text)
    else:
        syscalls.unshare(flags)


def _child(plan: Plan, channel: socket.socket | None, say: int, run: Kernel) -> NoReturn:
    """The first process of the sandbox: the kernel itself, or at `namespaces` the one that reaps."""
    try:
        if plan.level == "namespaces":
            _reap(plan, channel, say, run)
        else:
            _kernel(plan, channel, say, None, run)
    except BaseException as error:
        _say(say, f"{type(error).__name__}: {error}")
    finally:
        os._exit(1)


def _reap(plan: Plan, channel: socket.socket | None, say: int, run: Kernel) -> NoReturn:
    """Build the root, start the kernel, hide its sockets' folder, reap orphans, end as the kernel ends."""
    syscalls.die_with_parent(signal.SIGKILL)
    syscalls.unshare(syscalls.CLONE_NEWNS)
    filesystem.with_root_of_its_own(plan)
    syscalls.set_hostname("notebook")
    bound, say_bound = os.pipe()
    hidden, say_hidden = os.pipe()
    kernel = os.fork()
    if kernel == 0:
        try:
            os.close(bound)
            os.close(say_hidden)
            os.close(say)
            _kernel(plan, channel, say_bound, hidden, run)
        except BaseException as error:
            _say(say_bound, f"{type(error).__name__}: {error}")
        finally:
            os._exit(1)
    os.close(say_bound)
    os.close(hidden)
    if channel is not None:
        channel.close()
    _name("init")
    signal.signal(signal.SIGINT, lambda *_: _signal(kernel, signal.SIGINT))
    signal.signal(signal.SIGTERM, lambda *_: _signal(kernel, signal.SIGKILL))
    said = _read_all_of(bound)
    if said == _READY:
        syscalls.unmount(plan.sockets)
        confine.become(plan)  # the kernel's user, whom it must be able to send signals
        syscalls.drop_capabilities()
        syscalls.set_dumpable(False)
        os.write(say_hidden, b".")
    os.close(say_hidden)
    os.write(say, said)
    os.close(say)
    while True:
        with suppress(InterruptedError):
            pid, status = os.wait()
            if pid == kernel:
                os._exit(_as_exit(status))


def _signal(pid: int, number: int) -> None:
    """Send a signal to a process that may just have ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _kernel(plan: Plan, channel: socket.socket | None, say: int, hidden: int | None, run: Kernel) -> None:
    """Give up all powers and run the kernel."""
    os.setsid()
    _close_all_but({0, 1, 2, say, hidden, channel.fileno() if channel is not None else None})
    confine.powers(plan)

    def bound() -> None:
        os.write(say, _READY)
        os.close(say)
        if hidden is not None:
            os.read(hidden, 1)
            os.close(hidden)
        confine.sockets(plan)

    run(plan, channel, bound)


def _close_all_but(kept: set[int | None]) -> None:
    last = 0
    for descriptor in sorted(number for number in kept if number is not None):
        if last < descriptor:  # closerange(0, 0) would close everything
            os.closerange(last, descriptor)
        last = descriptor + 1
    os.closerange(last, os.sysconf("SC_OPEN_MAX"))


def _serve(plan: Plan, control: socket.socket, started: _Started, *, tells: bool) -> None:
    """Pass on signals and watch, until the sandbox ends or the engine wants it to.

    Args:
        plan: of the sandbox.
        control: this end of the engine's socket.
        started: the sandbox.
        tells: whether the engine listens all the time, and so hears what the sandbox waits for a processor.
    """
    gone = os.pidfd_open(started.pid)
    poll = select.poll()
    for descriptor in (control.fileno(), gone, started.said):
        poll.register(descriptor, select.POLLIN)
    why = None
    heard = b""
    looked, pause = time.monotonic(), _WATCH_SECONDS
    waiting, told = Waiting(os.getpid()), 0.0
    while True:
        happened = {descriptor for descriptor, _ in poll.poll(_WATCH_SECONDS * 1000)}
        if started.said in happened:
            poll.unregister(started.said)
            said = _read_all_of(started.said)
            if said == _READY:
                _tell(control, event="ready")
            elif said:
                _tell(control, event="failed", why=said.decode("utf-8", "replace").strip())
        if gone in happened:
            break
        if control.fileno() in happened:
            part = control.recv(4096)
            heard += part
            *lines, heard = heard.split(b"\n")
            wanted = [json.loads(line)["do"] for line in lines]
            if "interrupt" in wanted:
                with suppress(ProcessLookupError):
                    os.kill(started.pid, signal.SIGINT)
            if not part or "kill" in wanted:
                break
        if time.monotonic() - looked >= pause:
            began = time.monotonic()
            why = excess(plan, os.getpid())  # also what daemons use, which this process has adopted
            waited = waiting.look()
            if tells and waited - told >= _WORTH_TELLING_SECONDS:
                told = waited
                _tell(control, event="waited", seconds=waited)
            looked = time.monotonic()
            pause = max(_WATCH_SECONDS, _WATCH_SHARE * (looked - began))
            if why is not None:
                break
    status, seconds = _end(started)
    _tell(control, event="exited", status=status, why=why, cpu_seconds=seconds)


def _end(started: _Started) -> tuple[int, float]:
    """End the first process. Return its status, and the CPU seconds of it and of all it has waited for."""
    with suppress(ProcessLookupError):
        os.kill(started.pid, signal.SIGTERM if started.boxed else signal.SIGKILL)
    deadline = time.monotonic() + (1.0 if started.boxed else _KILL_SECONDS)
    while time.monotonic() < deadline:
        pid, status, usage = os.wait4(started.pid, os.WNOHANG)
        if pid:
            return _as_status(status), usage.ru_utime + usage.ru_stime
        time.sleep(0.002)
    with suppress(ProcessLookupError):
        os.kill(started.pid, signal.SIGKILL)
    _, status, usage = os.wait4(started.pid, 0)
    return _as_status(status), usage.ru_utime + usage.ru_stime


def _end_all(started: _Started) -> None:
    """Kill whatever the sandbox has left. In namespaces of its own nothing can be left."""
    deadline = time.monotonic() + _KILL_SECONDS
    while (left := list(descendants(os.getpid()))) and time.monotonic() < deadline:
        for pid in left:  # all stand still first: a bomb makes new ones as fast as they are killed
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGSTOP)
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _tell(control: socket.socket, **message: Any) -> None:
    with suppress(OSError):
        control.sendall(json.dumps(message).encode() + b"\n")


def _say(pipe: int, words: str) -> None:
    with suppress(OSError):
        os.write(pipe, " ".join(words.split()).encode("utf-8", "replace")[:4000] + b"\n")


def _read_all_of(pipe: int) -> bytes:
    said = b""
    while not said.endswith(b"\n"):
        try:
            part = os.read(pipe, 4096)
        except InterruptedError:
            continue
        if not part:
            break
        said += part
    return said


def _as_status(status: int) -> int:
    """Return what Python's subprocess would: the exit code, or minus the signal's number."""
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code > 128 else code  # so the reaper says it, as shells do: see `_as_exit`


def _as_exit(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


def _name(role: str) -> None:
    with suppress(OSError), open("/proc/self/comm", "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(f"autograde-{role}"[:15])
