"""What one sandbox is to be: plain data that crosses from the engine to the fork server.

plan = Plan(level="namespaces", stage="/tmp/autograde-x/stage", runtime="/tmp/autograde-x/run", …)
Plan.of(json.loads(json.dumps(plan.plain())))
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["namespaces", "landlock", "container", "none"]
LEVELS: tuple[Level, ...] = ("namespaces", "landlock", "container", "none")  # the strongest first

MESSAGE_BYTES = 1 << 20  # of a plan on its way to the fork server
HOME = "/home/student"  # in a root of its own; elsewhere it is a folder of the stage


@dataclass(frozen=True)
class Bounds:
    """What all processes of one sandbox may use; sizes in bytes."""

    memory_bytes: int = 4_000_000_000
    scratch_bytes: int = 1_000_000_000
    file_bytes: int = 500_000_000  # of one file
    open_files: int = 1024
    processes: int = 256  # threads count too, and TensorFlow has some ten
    cpu_seconds: int = 900  # of one process


@dataclass(frozen=True)
class Plan:
    """One sandbox.

    Args:
        level: how it is confined.
        stage: a folder made for this sandbox: `home/` is copied into the home of the student, or is it.
        runtime: an empty folder in which the kernel's sockets are bound.
        root: an empty folder at which the sandbox's own root is mounted; of level `namespaces`.
        devices: device files that may be used.
        environment: of the process, whole.
        connection: of the Jupyter kernel: `ip`, `transport`, `key`, and the five ports.
        bounds: see `Bounds`; None for a kernel on its owner's own machine.
        seed: of Python, NumPy and, where it is loaded, Keras; None leaves them by chance.
        agent: what answers on the channel beside the kernel: `examinee`, `examiner`, or none.
        user: the user to become when the engine runs as root; None elsewhere.
        folder: to work in, at level `none`; elsewhere it is a folder of the home.
        language: of the messages of checks, where `grader_tests` is loaded.
    """

    level: Level
    stage: str
    runtime: str
    root: str
    environment: Mapping[str, str]
    connection: Mapping[str, Any]
    devices: tuple[str, ...] = ()
    bounds: Bounds | None = field(default_factory=Bounds)
    seed: int | None = 0
    agent: str | None = None
    user: int | None = None
    folder: str | None = None
    language: str | None = None

    @property
    def home(self) -> str:
        """The student's home, as the student's code sees it."""
        return HOME if self.level == "namespaces" else f"{self.stage}/home"

    @property
    def work(self) -> str:
        """The working folder, likewise."""
        return self.folder or f"{self.home}/work"

    @property
    def sockets(self) -> str:
        """The folder of the kernel's sockets, likewise."""
        return "/run/kernel" if self.level == "namespaces" else self.runtime

    def with_environment(self, environment: Mapping[str, str]) -> Plan:
        """Return the same plan with these variables."""
        return dataclasses.replace(self, environment=dict(environment))

    def plain(self) -> dict[str, Any]:
        """Return what `of` reads."""
        return dataclasses.asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Plan:
        """Return the plan that `plain` tells."""
        given = dict(plain)
        given["bounds"] = Bounds(**given["bounds"]) if given["bounds"] is not None else None
        given["devices"] = tuple(given["devices"])
        return cls(**given)
