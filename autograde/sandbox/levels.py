"""Which levels of confinement this machine reaches, found out by trying.

found = reachable()                     # {"namespaces": None, "landlock": "why not", …}
choose(found, least="landlock")         # "namespaces", or an error that says what to do
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from autograde.sandbox import filesystem, landlock, seccomp, supervisor, syscalls
from autograde.sandbox.plan import LEVELS, Level, Plan

FIRST_USER, USERS = 61184, 4000  # where systemd makes users for a service's lifetime: nobody owns files
_CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")

ADVICE = {
    "namespaces": "allow unprivileged user namespaces: `sysctl kernel.unprivileged_userns_clone=1` (Debian), "
    "`sysctl kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu 24.04 and later)",
    "landlock": "Linux 5.13 or later with `landlock` in /sys/kernel/security/lsm",
    "container": "run the grader in a Docker, Podman or Kubernetes container made for it",
    "none": "",
}


class TooWeak(Exception):  # noqa: N818 - what it is, for whoever reads a log
    """The machine does not reach the level that the course requires."""


def reachable() -> dict[Level, str | None]:
    """Return each level with None, or why this machine does not reach it. Forks; call it in one thread."""
    return {
        "namespaces": _trial(_try_namespaces),
        "landlock": _why_no_landlock(),
        "container": None
        if _in_container()
        else "this is no container that Docker, Podman or Kubernetes made",
        "none": None,
    }


def choose(found: Mapping[Level, str | None], least: Level) -> Level:
    """Return the strongest level that is reached, at least `least`.

    Raises:
        TooWeak: none is reached; nothing is ever lowered silently.
    """
    allowed = LEVELS[: LEVELS.index(least) + 1]
    for level in allowed:
        if found[level] is None:
            return level
    reasons = "; ".join(f"{level}: {found[level]} ({ADVICE[level]})" for level in allowed)
    raise TooWeak(
        f"This machine can't confine submissions as the course requires (c.Execute.sandbox = {least!r}). "
        f"{reasons}. See `autograde doctor`."
    )


def user_to_become() -> int | None:
    """Return a user without files and processes for one sandbox, when this process is root's; else None."""
    return FIRST_USER + int.from_bytes(os.urandom(4), "big") % USERS if os.geteuid() == 0 else None


def _in_container() -> bool:
    return any(Path(mark).exists() for mark in _CONTAINER_MARKS) or "KUBERNETES_SERVICE_HOST" in os.environ


def _why_no_landlock() -> str | None:
    if not landlock.version():
        return "this Linux has no Landlock"
    if not seccomp.supported():
        return "the system calls of this kind of machine are not known"
    if os.geteuid() == 0:
        return _trial(_try_reading_as_another)
    return None


def _trial(action: Callable[[], None]) -> str | None:
    """Return None if `action` succeeds in a child of its own, else why not."""
    said, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        except BaseException as error:
            os.write(say, str(error).encode("utf-8", "replace")[:2000] or b"it failed")
        finally:
            os._exit(1)
    os.close(say)
    with os.fdopen(said, "rb") as pipe:
        why = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(pid, 0)
    return None if status == 0 else why or "it failed"


def _try_namespaces() -> None:
    if not seccomp.supported():
        raise OSError("the system calls of this kind of machine are not known")
    with tempfile.TemporaryDirectory(prefix="autograde-") as name:
        folder = Path(name)
        for part in ("stage/home/work", "run", "root"):
            (folder / part).mkdir(parents=True)
        plan = Plan(
            level="namespaces",
            stage=str(folder / "stage"),
            runtime=str(folder / "run"),
            root=str(folder / "root"),
            environment={},
            connection={},
            user=user_to_become(),
        )
        supervisor.new_namespaces(plan)
        why = _trial(lambda: _build(plan))
        if why is not None:
            raise OSError(why)


def _build(plan: Plan) -> None:
    syscalls.unshare(syscalls.CLONE_NEWNS)
    filesystem.with_root_of_its_own(plan)


def _try_reading_as_another() -> None:
    user = user_to_become()
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    for path in (sys.executable, os.__file__, tempfile.__file__, filesystem.__file__):
        if not os.access(path, os.R_OK):
            raise PermissionError(
                f"another user can't read {path}, and root's own powers would undo it: grade as an ordinary "
                "user, or install Python where all may read it"
            )
