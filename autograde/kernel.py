"""One sandboxed Jupyter kernel, from a fork to its end.

    async with running(server, "examinee", stage, settings) as kernel:
        kernel.client, kernel.stream, await kernel.interrupt_kernel()

What a submission leaves behind (a hook in `~/.ipython`, a daemon, a file in /tmp) would reach the submissions
graded later; here the home is thrown away and every process is ended.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from traitlets import Type

from autograde import wire
from autograde.kernels import folders
from autograde.kernels.client import Connection, Sandbox, Unavailable
from autograde.kernels.environment import for_kernel
from autograde.sandbox import filesystem, levels
from autograde.sandbox.levels import TooWeak
from autograde.sandbox.plan import Bounds, Level, Plan
from autograde.stopwatch import Stopwatch

_PATIENCE_SECONDS = 30.0  # with a kernel that does not answer, before another one is started
# Of one Jupyter message; a larger one breaks the connection. Read as JSON, a byte can take 26 in memory.
_MESSAGE_BYTES = 16_000_000
_MESSAGES = 4  # that may wait in the memory of the engine, on each channel


class MachineFailure(Exception):  # noqa: N818  # what it is, for whoever reads a log
    """The machine could not grade: never a zero, always a reason for a person to look at the machine."""


class DiskFull(MachineFailure):
    """There is no room: every submission would fail."""


@dataclass(frozen=True)
class Setting:
    """What a kernel is started with.

    Args:
        files: of its working folder, by relative path with `/`.
        seed: of Python, NumPy and Keras.
        bounds: of memory, disk, processes.
        least: the weakest level of confinement that will do.
        language: of the messages of checks.
        environment: variables besides those that every kernel has.
        startup_timeout_seconds: until it must be ready.
    """

    files: Mapping[str, bytes]
    seed: int
    bounds: Bounds
    least: Level
    language: str
    environment: Mapping[str, str] = field(default_factory=dict)
    startup_timeout_seconds: float = 120


class _Channel(AsyncZMQSocketChannel):
    async def get_msg(  # type: ignore[override]  # as its own base does
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        # Called for each message. One that is there already is had without a pause, and where they keep
        # coming in no timer of the loop would ever go off.
        await asyncio.sleep(0)
        return await super().get_msg(timeout)


class Client(AsyncKernelClient):
    """A client that holds no more than so many messages, of no more than such a size."""

    shell_channel_class = Type(_Channel)
    iopub_channel_class = Type(_Channel)

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> Any:
        # Called by jupyter_client for each channel. Both options count for later connections only.
        kind = {"iopub": zmq.SUB, "hb": zmq.REQ}.get(channel, zmq.DEALER)
        made = self.context.socket(kind)
        made.linger = 0
        made.maxmsgsize = _MESSAGE_BYTES
        made.rcvhwm = _MESSAGES
        if identity:
            made.identity = identity
        made.connect(self._make_url(channel))
        return made


class Kernel:
    """A kernel as nbclient's manager of kernels, with a channel to its agent.

    Args:
        sandbox: it runs in.
        client: of Jupyter's protocol.
        level: of its confinement.
        work: its working folder, as it sees it.
    """

    def __init__(self, sandbox: Sandbox, client: Client, level: Level) -> None:
        self.sandbox = sandbox
        self.client = client
        self.level = level
        assert sandbox.control.channel is not None
        self.stream = wire.Stream(sandbox.control.channel)

    @property
    def ended(self) -> asyncio.Event:
        """Set when every process of it is dead."""
        return self.sandbox.ended

    def stopwatch(self) -> Stopwatch:
        """Return a watch that runs from now on."""
        return Stopwatch(self.sandbox.control)

    async def is_alive(self) -> bool:
        """Called by nbclient."""
        return not self.ended.is_set()

    async def interrupt_kernel(self) -> None:
        """Called by nbclient when a cell takes too long."""
        self.sandbox.control.interrupt()

    async def kill(self) -> None:
        """End everything that it started."""
        await self.sandbox.kill()


@asynccontextmanager
async def running(server: Connection, agent: str, setting: Setting) -> AsyncIterator[Kernel]:
    """Yield a kernel that is ready; end everything that it started afterwards.

    Args:
        server: forks it.
        agent: `examinee` or `examiner`.
        setting: see `Setting`.

    Raises:
        MachineFailure: it does not start, or the machine can't confine it as far as is asked.
    """
    longest = setting.startup_timeout_seconds
    for patience in (min(_PATIENCE_SECONDS, longest), longest):
        async with AsyncExitStack() as stack:
            try:
                kernel = await _start(server, agent, setting, patience, stack)
            except TooWeak as error:
                raise MachineFailure(str(error)) from error
            except Unavailable as error:
                if patience == longest:
                    raise MachineFailure(str(error)) from error
                continue  # one in some thousand does not answer: another one does
            yield kernel
            return


async def _start(
    server: Connection, agent: str, setting: Setting, patience_seconds: float, stack: AsyncExitStack
) -> Kernel:
    """Start a kernel, which ends with the stack.

    Raises:
        TooWeak: the machine can't confine it as far as is asked.
        Unavailable: it failed, ended or took too long.
    """
    root = folders.make(parent=folders.of_kernels())
    stack.callback(folders.remove, root)
    level = levels.choose(server.levels, setting.least)
    plan = _plan(root, level, agent, setting)
    _furnish(root, plan, setting)
    sandbox = Sandbox(server.launch(plan, with_channel=True))
    stack.push_async_callback(sandbox.kill)
    await sandbox.ready(patience_seconds)
    client = await _connect(plan, sandbox, patience_seconds)
    stack.callback(client.stop_channels)
    return Kernel(sandbox, client, level)


def _plan(root: Path, level: Level, agent: str, setting: Setting) -> Plan:
    connection = {
        "transport": "ipc",
        "ip": str(root / "run" / "k"),
        "key": secrets.token_hex(16),
        **{
            f"{name}_port": number
            for number, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), 1)
        },
    }
    plan = Plan(
        level=level,
        stage=str(root / "stage"),
        runtime=str(root / "run"),
        root=str(root / "root"),
        environment={},
        connection=connection,
        devices=filesystem.graphics(),
        bounds=setting.bounds,
        seed=setting.seed,
        agent=agent,
        language=setting.language,
        user=levels.user_to_become() if level != "none" else None,
    )
    # Elsewhere /tmp is everybody's.
    own = {} if level == "namespaces" else {"TMPDIR": f"{plan.home}/.tmp"}
    return plan.with_environment(for_kernel(plan.home, {**own, **setting.environment}))


def _furnish(root: Path, plan: Plan, setting: Setting) -> None:
    """Make the folders of a sandbox, with its files and matplotlib's list of fonts in them.

    Making that list anew takes longer than most notebooks.
    """
    home = root / "stage" / "home"
    for folder in (
        home / "work",
        home / ".tmp",
        home / ".matplotlib",
        home / ".ipython",
        root / "run",
        root / "root",
    ):
        folder.mkdir(parents=True)
    for fonts in _font_lists():
        shutil.copy(fonts, home / ".matplotlib" / fonts.name)
    for name, content in setting.files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"a file of a job must be inside its folder, not {name!r}")
        target = home / "work" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if plan.user is not None:  # root's kernels become another user, who must get here and own this
        root.chmod(0o711)
        os.chown(root / "run", plan.user, plan.user)
        if plan.level != "namespaces":
            for owned in (home, *home.rglob("*")):
                os.chown(owned, plan.user, plan.user)


@cache
def _font_lists() -> list[Path]:
    """Return the engine's own lists, made once by a process that runs no student's code."""
    ask = "import matplotlib, matplotlib.font_manager; print(matplotlib.get_cachedir())"
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True, timeout=120, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []  # each kernel makes its own: slower, but right
    return sorted(Path(answer.stdout.strip()).glob("fontlist*.json"))


async def _connect(plan: Plan, sandbox: Sandbox, timeout_seconds: float) -> Client:
    """Return a client of a kernel that is ready, without the fixed wait of jupyter_client's own."""
    client = Client()
    connection: Any = {**plan.connection, "signature_scheme": "hmac-sha256"}
    client.load_connection_info(connection)
    client.start_channels(shell=True, iopub=True, stdin=False, hb=False, control=False)
    client.allow_stdin = False
    answering = asyncio.create_task(_answered(client))
    ending = asyncio.create_task(sandbox.ended.wait())
    try:
        await asyncio.wait({answering, ending}, timeout=timeout_seconds, return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            answering.result()
            return client
    except BaseException:
        client.stop_channels()
        raise
    finally:
        answering.cancel()
        ending.cancel()
    client.stop_channels()
    if sandbox.ended.is_set():
        raise Unavailable(f"a kernel ended while it started (exit status {sandbox.control.status})")
    raise Unavailable(f"a kernel did not answer within {timeout_seconds:g} s")


async def _answered(client: Client) -> None:
    while (await client.iopub_channel.get_msg(timeout=None))["msg_type"] != "iopub_welcome":
        pass
    asked = client.kernel_info()
    while (await client.shell_channel.get_msg(timeout=None))["parent_header"].get("msg_id") != asked:
        pass
