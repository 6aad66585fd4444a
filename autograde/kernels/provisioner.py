"""Warm kernels for any Jupyter program: JupyterLab, nbclient, `nbgrader validate`.

    "metadata": {"kernel_provisioner": {"provisioner_name": "autograde-warm"}}     in a kernelspec

The kernel is its owner's own: not confined, with the owner's variables and folder. It differs from an
ordinary one in that TensorFlow and Keras are imported already. Jupyter finds the class by its entry point.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from autograde.kernels.client import COLD, START_SECONDS, WARM, Control, shared
from autograde.sandbox.plan import Plan

NAME = "autograde-warm"
_POLL_SECONDS = 0.01


class WarmProvisioner(LocalProvisioner):
    """Launches by a fork of a warm server. Every method is called by a `KernelManager`."""

    _control: Control | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel."""
        return self._control is not None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel; `cmd`, which would start an ordinary one, is not used."""
        environment = dict(kwargs.get("env") or os.environ)
        # A backend or a card that was chosen must be there when Keras is imported.
        chosen = environment.get("KERAS_BACKEND", "tensorflow") != "tensorflow"
        chosen = chosen or "CUDA_VISIBLE_DEVICES" in environment
        server = await asyncio.to_thread(shared, COLD if chosen else WARM)
        self._control = server.launch(self._plan(environment, kwargs.get("cwd")), with_channel=False)
        deadline = time.monotonic() + START_SECONDS
        while not self._control.ready:
            self._control.pump()
            if self._control.failure is not None or time.monotonic() > deadline:
                reason = self._control.failure or "it took too long"
                self._let_go()
                raise RuntimeError(f"The warm kernel does not start: {reason}")
            await asyncio.sleep(_POLL_SECONDS)
        return self.connection_info

    def _plan(self, environment: dict[str, str], folder: str | None) -> Plan:
        connection: dict[str, Any] = dict(self.connection_info)
        key = connection.pop("key")
        known = (
            "transport",
            "ip",
            *(f"{name}_port" for name in ("shell", "iopub", "stdin", "hb", "control")),
        )
        return Plan(
            level="none",
            stage="",
            runtime="",
            root="",
            environment=environment,
            connection={
                **{name: connection[name] for name in known},
                "key": key.decode() if isinstance(key, bytes) else str(key),
            },
            bounds=None,
            seed=None,
            folder=str(folder or Path.cwd()),
        )

    async def poll(self) -> int | None:
        """Return None while the kernel lives, else its exit status."""
        if self._control is None:
            return 0
        self._control.pump()
        return None if not self._control.closed else (self._control.status or 0)

    async def wait(self) -> int | None:
        """Wait for its end."""
        while (status := await self.poll()) is None:
            await asyncio.sleep(_POLL_SECONDS)
        self._let_go()
        return status

    async def send_signal(self, signum: int) -> None:
        """Interrupt it, or end it: other signals have no meaning for a kernel."""
        if self._control is None:
            return
        if signum == signal.SIGINT:
            self._control.interrupt()
        elif signum:
            self._control.kill()

    async def kill(self, restart: bool = False) -> None:
        """End it and all that it started."""
        if self._control is not None:
            self._control.kill()

    async def terminate(self, restart: bool = False) -> None:
        """End it likewise: what it would do at its end is not waited for."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go. The ports, and on a restart the key, stay the manager's."""
        self._let_go()
        await super().cleanup(restart)

    def _let_go(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
