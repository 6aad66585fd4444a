"""The files that a sandbox sees: which they are, and a root that holds nothing else.

    visible()                        # the system's programs, this Python, the checks
    with_root_of_its_own(plan)       # in a new mount namespace, as its first process

What is not listed does not exist inside: no source, no gradebook, no other submission, no home of anybody.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from functools import cache
from pathlib import Path

from autograde.sandbox import syscalls
from autograde.sandbox.plan import HOME, Bounds, Plan
from autograde.sandbox.syscalls import MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_PRIVATE, MS_RDONLY, MS_REC

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = (
    *("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "timezone", "fonts", "mime.types"),
    *("nsswitch.conf", "protocols", "services", "ssl/certs", "alternatives", "os-release"),
)
HARDWARE = ("/sys/devices/system/cpu",)  # TensorFlow counts the cores there
PROCESSES = (
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/self",
    "/proc/sys/kernel",
    "/proc/filesystems",
)
# Not /dev/zero: mapped shared, it is memory that no bound counts.
DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")
_BLOCK_BYTES = (
    4096  # a file counts as one at least, and so does an inode here: both take the machine's memory
)
_SMALL = "size=64m,mode=755"


@cache
def visible() -> tuple[str, ...]:
    """Return what a kernel needs to read: the system, this Python with its packages, and `grader_tests`.

    Where the package is installed for development, the course's own folder is on Python's path; of it only
    `grader_tests` is shown.
    """
    found = importlib.util.find_spec("grader_tests")  # not imported: that would import Keras
    if found is None or found.origin is None:
        raise ModuleNotFoundError("grader_tests is not installed beside autograde")
    checks = Path(found.origin).parent
    prefixes = {Path(prefix).absolute() for prefix in (sys.prefix, sys.base_prefix)}
    shown = prefixes | {prefix.resolve() for prefix in prefixes} | {checks}
    shown |= {
        Path(entry)
        for entry in sys.path
        if entry and Path(entry).is_dir() and not checks.is_relative_to(Path(entry))
    }
    shown |= {path for path in map(Path, (*SYSTEM, *(f"/etc/{name}" for name in SETTINGS))) if path.exists()}
    return tuple(str(path) for path in _outermost(shown))


def graphics() -> tuple[str, ...]:
    """Return the device files of NVIDIA's cards."""
    return tuple(str(path) for path in sorted(Path("/dev").glob("nvidia*")) if not path.is_dir())


def _outermost(paths: set[Path]) -> list[Path]:
    """Return the paths without those inside another."""
    return [
        path
        for path in sorted(paths)
        if not any(other != path and path.is_relative_to(other) for other in paths)
    ]


def with_root_of_its_own(plan: Plan) -> None:
    """Build the sandbox's root from the plan and move into it. Called by the first process of a new mount
    namespace.

    Raises:
        OSError: a mount is refused.
    """
    root = Path(plan.root)
    syscalls.mount("none", "/", flags=MS_REC | MS_PRIVATE)
    syscalls.mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, _SMALL)
    _scratch(plan, root)  # first: a course may lie in /tmp, and what is visible of it goes on top
    for name in (*visible(), *HARDWARE):
        _show(Path(name), root)
    _devices(plan, root)
    (root / "proc").mkdir()
    syscalls.mount("proc", root / "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    sockets = root / plan.sockets.lstrip("/")
    sockets.mkdir(parents=True)
    syscalls.bind(Path(plan.runtime), sockets, read_only=False)
    (root / "etc").mkdir(exist_ok=True)
    (root / "etc/passwd").write_text(f"student:x:{_user(plan)}:{_user(plan)}::{HOME}:/bin/sh\n")
    (root / "etc/group").write_text(f"student:x:{_user(plan)}:\n")
    old = root / "old"
    old.mkdir()
    syscalls.pivot_root(root, old)
    os.chdir(plan.work)
    syscalls.unmount("/old")
    Path("/old").rmdir()
    syscalls.mount("tmpfs", "/", flags=syscalls.MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV)


def _scratch_bytes(plan: Plan) -> int:
    return (plan.bounds or Bounds()).scratch_bytes


def _sized(size: int, mode: str) -> str:
    return f"size={size},nr_inodes={size // _BLOCK_BYTES},mode={mode}"


def _user(plan: Plan) -> int:
    return plan.user if plan.user is not None else os.getuid()


def _show(path: Path, root: Path) -> None:
    """Show one path, read-only, under the same name; a link stays a link."""
    target = root / str(path).lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        target.symlink_to(path.readlink())
        return
    if not path.exists():
        return
    if path.is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    syscalls.bind(path, target, read_only=True)


def _devices(plan: Plan, root: Path) -> None:
    folder = root / "dev"
    folder.mkdir()
    for name in (*DEVICES, *plan.devices):
        target = root / name.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
        syscalls.bind(Path(name), target, read_only=False)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        (folder / name).symlink_to(f"/proc/self/fd/{number}")
    (folder / "fd").symlink_to("/proc/self/fd")
    (folder / "pts").mkdir()
    syscalls.mount(
        "devpts", folder / "pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,max=64"
    )
    (folder / "ptmx").symlink_to("pts/ptmx")
    (folder / "shm").mkdir()
    size = _sized(_scratch_bytes(plan) // 4, "1777")
    syscalls.mount("tmpfs", folder / "shm", "tmpfs", MS_NOSUID | MS_NODEV, size)


def _scratch(plan: Plan, root: Path) -> None:
    """The home and /tmp: in memory, of a bounded size, filled from the stage."""
    scratch = root / "scratch"
    scratch.mkdir()
    size = _sized(_scratch_bytes(plan), "755")
    syscalls.mount("tmpfs", scratch, "tmpfs", MS_NOSUID | MS_NODEV, size)
    shutil.copytree(Path(plan.stage) / "home", scratch / "home", symlinks=True)
    (scratch / "tmp").mkdir(mode=0o700)
    if plan.user is not None:
        for folder, _, names in os.walk(scratch):
            for name in ("", *names):
                os.chown(Path(folder) / name, plan.user, plan.user, follow_symlinks=False)
    for name, source in ((HOME, "home"), ("/tmp", "tmp")):
        target = root / name.lstrip("/")
        target.mkdir(parents=True)
        syscalls.bind(scratch / source, target, read_only=False)
    syscalls.unmount(scratch)
    scratch.rmdir()
