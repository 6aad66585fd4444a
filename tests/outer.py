"""The outer layer around every run of hostile code: a leak of the engine's sandbox ends here.

    done = run(["-m", "pytest", "tests/attacks"], user="ordinary", level="landlock")

Namespaces of its own for processes, mounts, IPC and network; a private HOME and temporary folders that are
gone afterwards; the checkout read-only; bounds on memory and processes. Root becomes an ordinary user where
that is asked for. `level="landlock"` takes user namespaces away by seccomp, not by a setting of the system.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from autograde.sandbox import seccomp, syscalls

ROOT = Path(__file__).parent.parent
FIRST_ORDINARY, ORDINARY = 60_000, 1_000  # users without files and processes
MEMORY_BYTES = 16 << 30
PROCESSES = 3_000
HOME = "/tmp/home"
_SET_FLAGS, _UP = 0x8914, 1  # SIOCSIFFLAGS, IFF_UP of Linux

User = Literal["ordinary", "root"]
Level = Literal["namespaces", "landlock"]


def run(
    arguments: Sequence[str],
    *,
    user: User,
    level: Level,
    timeout_seconds: float,
    environment: Mapping[str, str] | None = None,
    writable: Sequence[Path] = (),
) -> subprocess.CompletedProcess[str]:
    """Run this Python with `arguments` inside the layer, in the checkout.

    Args:
        arguments: of Python.
        user: who runs it; `root` only where these tests run as root.
        level: the strongest that the engine can reach in there.
        timeout_seconds: then everything in there is killed.
        environment: further variables.
        writable: folders outside that it may write to; everything else there is read-only.
    """
    told = {
        "arguments": list(arguments),
        "user": user,
        "level": level,
        "environment": dict(environment or {}),
        "writable": [str(path) for path in writable],
    }
    command = [sys.executable, "-m", "tests.outer", json.dumps(told)]
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("OPENBLAS_", "LC_", "LANG"))
    }
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**kept, "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        out, err = process.communicate(timeout=timeout_seconds)
    finally:
        process.kill()  # the layer's first process dies with it, and all others with that
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def available(user: User) -> bool:
    """Say whether this process can run something as `user`."""
    return user == "ordinary" or os.geteuid() == 0


def _enter(told: Mapping[str, object]) -> None:
    """Build the layer around this process and become what was asked for. Never returns."""
    # Each run has its own: a limit of processes counts a user's everywhere, also those of a run beside it.
    user = FIRST_ORDINARY + os.getpid() % ORDINARY
    if os.geteuid() != 0 or told["user"] != "ordinary":
        user = None
    flags = syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWNET
    if os.geteuid() == 0:
        syscalls.unshare(flags)
    else:
        mine, group = os.getuid(), os.getgid()
        syscalls.unshare(flags | syscalls.CLONE_NEWUSER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{mine} {mine} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _raise_loopback()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
    syscalls.die_with_parent(9)
    _mount(told["writable"])  # type: ignore[arg-type]
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if user is not None:
        for folder in ("/tmp", HOME):
            os.chown(folder, user, user)
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
    syscalls.die_with_parent(9)
    if told["level"] == "landlock":
        syscalls.no_new_privileges()
        seccomp.refuse(("unshare", "setns"))  # and with them, always, namespaces by clone
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("HOME", "TMPDIR")},
        "HOME": HOME,
        **told["environment"],  # type: ignore[dict-item]
    }
    os.execve(sys.executable, [sys.executable, *told["arguments"]], environment)  # type: ignore[misc]


def _raise_loopback() -> None:
    """Make 127.0.0.1 work in a new network: servers of the tests, and stock nbgrader's kernels, are there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP))


def _mount(writable: Sequence[str]) -> None:
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("proc", "/proc", "proc", syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC)
    kept = [Path(path).resolve() for path in (sys.base_prefix, sys.prefix, ROOT, *writable)]
    held = [(path, os.open(path, os.O_PATH)) for path in kept]
    syscalls.bind(ROOT, ROOT, read_only=True)
    for folder in ("/tmp", "/var/tmp", "/dev/shm"):
        syscalls.mount("tmpfs", folder, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "size=8g,mode=1777")
    hidden = Path.home()  # the home of whoever runs the tests is nobody's business; Python may live in it
    if hidden != Path("/"):
        syscalls.mount("tmpfs", hidden, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "size=1m,mode=755")
    for path, descriptor in held:
        if not path.exists() or path.is_relative_to(hidden) or path.is_relative_to("/tmp"):
            path.mkdir(parents=True, exist_ok=True)
            syscalls.bind(Path(f"/proc/self/fd/{descriptor}"), path, read_only=str(path) not in writable)
    Path(HOME).mkdir()


if __name__ == "__main__":
    _enter(json.loads(sys.argv[1]))
