"""The engine's side of the fork server: start it on first use, ask it for sandboxes, end them.

    server = shared(WARM)
    sandbox = Sandbox(server.launch(plan, with_channel=True))
    await sandbox.ready(timeout_seconds=60)
    await sandbox.kill()

One server for each set of imports and each process that uses it. A server that was started in another
environment (a package installed since, another version of this code) is retired and a new one started.
"""

from __future__ import annotations

import asyncio
import atexit
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import reduction
from pathlib import Path
from typing import Any

from autograde.kernels import folders
from autograde.kernels.environment import for_server
from autograde.sandbox.plan import MESSAGE_BYTES, Level, Plan

WARM = (
    *("numpy", "tensorflow", "keras", "grader_tests", "grader_tests.probes", "h5py"),
    *("matplotlib.pyplot", "sklearn.datasets", "sklearn.preprocessing", "sklearn.model_selection"),
)
COLD: tuple[str, ...] = ()
START_SECONDS = 120.0
IDLE_SECONDS = 600.0
_KILL_SECONDS = 15.0


class Unavailable(Exception):  # noqa: N818 - what it is, for whoever reads a log
    """The server, or a sandbox of it, does not start; the text says why."""


class Control:
    """The engine's end of a supervisor's socket, for programs with and without an event loop.

    Args:
        connection: to the supervisor.
        channel: to the agent; None without one.
    """

    def __init__(self, connection: socket.socket, channel: socket.socket | None) -> None:
        connection.setblocking(False)
        self.connection = connection
        self.channel = channel
        self.ready = False
        self.failure: str | None = None  # why it did not start
        self.closed = False  # the supervisor has gone, and with it all that it watched
        self.status: int | None = None  # of the kernel, as subprocess gives it
        self.why: str | None = None  # the bound that it exceeded
        self.cpu_seconds = 0.0
        self.waited_seconds = 0.0  # for a processor, as far as it was told
        self._heard = b""

    def pump(self) -> None:
        """Take in what the supervisor has said since."""
        with suppress(BlockingIOError):
            while not self.closed:
                try:
                    part = self.connection.recv(4096)
                except BlockingIOError:
                    raise
                except OSError:
                    part = b""  # as good as closed
                self.closed = not part
                *lines, self._heard = (self._heard + part).split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))
        if self.closed and not self.ready and self.failure is None:
            self.failure = "a kernel ended while it started"

    def interrupt(self) -> None:
        """Send SIGINT to the kernel."""
        self._send({"do": "interrupt"})

    def kill(self) -> None:
        """Have everything in the sandbox killed; `closed` when it is dead."""
        self._send({"do": "kill"})

    def close(self) -> None:
        """Let go; what still lives in there is killed."""
        self.connection.close()
        if self.channel is not None:
            self.channel.close()

    def _send(self, message: Mapping[str, str]) -> None:
        with suppress(OSError):
            self.connection.send(json.dumps(message).encode() + b"\n")

    def _hear(self, message: Mapping[str, object]) -> None:
        match message["event"]:
            case "ready":
                self.ready = True
            case "failed":
                self.failure = str(message["why"])
            case "waited":
                self.waited_seconds = float(str(message["seconds"]))
            case "exited":
                self.status = int(str(message["status"]))
                self.why = None if message["why"] is None else str(message["why"])
                self.cpu_seconds = float(str(message["cpu_seconds"]))


class Sandbox:
    """One launched sandbox in an event loop. Made in the running loop."""

    def __init__(self, control: Control) -> None:
        self.control = control
        self.ended = asyncio.Event()
        self._started = asyncio.Event()  # or failed to
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(control.connection.fileno(), self._pump)

    async def ready(self, timeout_seconds: float) -> None:
        """Wait until the kernel's sockets are bound.

        Raises:
            Unavailable: it failed, ended or took too long.
        """
        try:
            async with asyncio.timeout(timeout_seconds):  # wait_for of Python 3.11 can swallow Ctrl-C
                await self._started.wait()
        except TimeoutError:
            raise Unavailable(f"a kernel did not start within {timeout_seconds:g} s") from None
        if self.control.failure is not None:
            raise Unavailable(self.control.failure)

    async def kill(self) -> None:
        """End everything in the sandbox; return when it is dead."""
        self.control.kill()
        try:
            with suppress(TimeoutError):  # the supervisor was killed: the server ends what it left
                async with asyncio.timeout(_KILL_SECONDS):
                    await self.ended.wait()
        finally:
            self._let_go()

    def _pump(self) -> None:
        self.control.pump()
        if self.control.ready or self.control.failure is not None:
            self._started.set()
        if self.control.closed:
            self._let_go()
            self.ended.set()

    def _let_go(self) -> None:
        if self.control.connection.fileno() >= 0:
            self._loop.remove_reader(self.control.connection.fileno())
        self.control.close()


class Connection:
    """A way to a running fork server, whoever started it. Crosses to a process that is being spawned.

    Args:
        connection: to the server.
        levels: of confinement that it reaches, each with what stands in the way.
        threads: that it has.
        preload: what it has imported.
    """

    def __init__(
        self,
        connection: socket.socket,
        levels: dict[Level, str | None],
        threads: int,
        preload: tuple[str, ...],
    ) -> None:
        self._socket = connection
        self._lock = threading.Lock()
        self.levels = levels
        self.threads = threads
        self.preload = preload

    def __reduce__(self) -> tuple[Any, ...]:
        """Called by `pickle`: what arrives is a connection, whoever had started the server."""
        descriptor = reduction.DupFd(self._socket.fileno())
        return _connected, (descriptor, self.levels, self.threads, self.preload)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        try:
            return bool(self._socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True  # nothing said, nothing closed
        except OSError:
            return False

    def launch(self, plan: Plan, *, with_channel: bool) -> Control:
        """Ask for a sandbox.

        Raises:
            Unavailable: the server has ended.
        """
        control, their_control = socket.socketpair()
        channel, their_channel = socket.socketpair() if with_channel else (None, None)
        descriptors = [part.fileno() for part in (their_control, their_channel) if part is not None]
        message = json.dumps({"launch": plan.plain()}).encode()
        try:
            with self._lock:
                socket.send_fds(self._socket, [message], descriptors)
        except OSError as error:
            control.close()
            if channel is not None:
                channel.close()
            raise Unavailable(f"the fork server has ended ({error})") from error
        finally:
            their_control.close()
            if their_channel is not None:
                their_channel.close()
        return Control(control, channel)

    def retire(self) -> None:
        """Let it end when its last sandbox has."""
        with suppress(OSError), self._lock:
            self._socket.sendall(json.dumps({"retire": True}).encode())

    def close(self) -> None:
        """Let go of it."""
        self._socket.close()


def _connected(descriptor: Any, *told: Any) -> Connection:
    return Connection(socket.socket(fileno=descriptor.detach()), *told)


class Server(Connection):
    """A fork server of this process.

    Args:
        preload: modules that it imports; those that are not installed are left out.
        idle_seconds: until it ends by itself when nothing is asked of it.

    Raises:
        Unavailable: it does not start.
    """

    def __init__(self, preload: tuple[str, ...], idle_seconds: float = IDLE_SECONDS) -> None:
        folders.sweep()
        self._home = folders.make("server")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = json.dumps({"preload": preload, "idle_seconds": idle_seconds})
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograde.kernels.server", str(theirs.fileno()), settings],
                env=for_server(self._home),
                cwd=self._home,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        self._socket = ours
        self._said = b""  # on stderr, once it has ended
        ours.settimeout(START_SECONDS)
        try:
            answer = ours.recv(MESSAGE_BYTES)
        except TimeoutError:
            answer = b""
        if not answer:
            self.close()
            said = self._said.decode("utf-8", "replace").strip().splitlines()
            raise Unavailable(f"the fork server does not start: {said[-1] if said else 'it says nothing'}")
        told = json.loads(answer)
        ours.settimeout(None)
        super().__init__(ours, told["levels"], told["threads"], preload)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and all sandboxes that it has."""
        self._socket.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr is not None and not self.process.stderr.closed:
            self._said = self.process.stderr.read()
            self.process.stderr.close()
        shutil.rmtree(self._home, ignore_errors=True)


_servers: dict[tuple[str, ...], tuple[str, Connection]] = {}
_retired: list[Connection] = []
_starting = threading.Lock()


def adopt(connection: Connection) -> None:
    """Use another process's server as this process's own. Called in a process that it has spawned."""
    with _starting:
        _servers[connection.preload] = (_environment(connection.preload), connection)


def shared(preload: tuple[str, ...]) -> Connection:
    """Return this process's server with these imports; start it, or a new one where the old one won't do.

    Raises:
        Unavailable: it does not start.
    """
    with _starting:
        now = _environment(preload)
        if preload in _servers:
            then, server = _servers[preload]
            if then == now and server.alive:
                return server
            del _servers[preload]
            server.retire()
            _retired.append(server)
            _close_ended()
        started = Server(preload)
        _servers[preload] = (now, started)
        return started


def _close_ended() -> None:
    """Let go of the retired servers that have ended: a program that runs for days retires many."""
    for server in [server for server in _retired if not server.alive]:
        server.close()
        _retired.remove(server)


@atexit.register
def close_all() -> None:
    """End every server of this process."""
    with _starting:
        for server in (*(server for _, server in _servers.values()), *_retired):
            server.close()
        _servers.clear()
        _retired.clear()


def _environment(preload: tuple[str, ...]) -> str:
    """Return a hash of what a server's imports depend on: variables, folders of packages, our own code."""
    digest = hashlib.sha256(repr((preload, sys.executable, sorted(for_server(Path()).items()))).encode())
    ours = Path(__file__).parents[2]
    watched = [Path(entry) for entry in sys.path if entry]
    watched += [*ours.glob("autograde/**/*.py"), *ours.glob("grader_tests/*.py")]
    for path in watched:
        with suppress(OSError):
            digest.update(f"{path}\0{path.stat().st_mtime_ns}\0".encode() if _counts(path) else b"")
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    """Of the folders on Python's path those of installed packages: others change for other reasons."""
    return path.suffix == ".py" or path.name == "site-packages" or os.path.ismount(path)
