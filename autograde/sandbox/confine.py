"""One process gives up its powers, step by step; none can be had back.

powers(plan)         # before any thread starts: user, capabilities, files, limits
sockets()            # when the kernel's sockets are bound: every thread, every new system call
"""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

from autograde.sandbox import landlock, seccomp, syscalls
from autograde.sandbox.filesystem import DEVICES, HARDWARE, PROCESSES, visible
from autograde.sandbox.landlock import Allow
from autograde.sandbox.plan import Plan

# The engine, and all else on the machine, gets twice the time of a student's process that competes with it.
# Not more: the clock of an honest notebook runs beside other load too. Where Linux shares time by session, a
# kernel has a share like the engine's already; a smaller one leaves a killed fork bomb no time to end.
_NICE = 3


def powers(plan: Plan) -> None:
    """Become an ordinary process that may do what the plan says.

    Landlock and capabilities are a thread's: this must run while there is one.

    Raises:
        OSError: the machine refuses a step.
    """
    become(plan)
    limits(plan)  # it counts the user's threads in /proc, which Landlock closes
    if plan.level == "none":
        return
    syscalls.no_new_privileges()
    syscalls.drop_capabilities()
    if landlock.version() and plan.level != "container":
        landlock.confine(_rules(plan))


def become(plan: Plan) -> None:
    """Become the sandbox's user, if the engine runs as root, and die with the parent."""
    if plan.user is not None:
        os.setgroups([])
        os.setgid(plan.user)
        os.setuid(plan.user)
        syscalls.set_dumpable(True)  # else its own /proc/self would belong to root
    syscalls.die_with_parent(signal.SIGKILL)  # a change of user takes that back: after it


def sockets(plan: Plan) -> None:
    """Refuse new sockets, and the rest of what `seccomp` lists, in all threads."""
    if plan.level == "none":
        return
    names = {*seccomp.ALWAYS}
    knows_signals = True
    if plan.level != "namespaces":
        names |= {*seccomp.OF_FILES}
        knows_signals = landlock.version() >= landlock.KNOWS_SIGNALS
        if landlock.version() < landlock.KNOWS_TRUNCATION:
            names |= {*seccomp.TRUNCATE}
    if not plan.devices:
        names |= {*seccomp.SHARED_MEMORY}
    seccomp.refuse(names, signals_from=None if knows_signals else os.getpid())


def limits(plan: Plan) -> None:
    """Bound what one process may use; the supervisor bounds what all of them use together."""
    bounds = plan.bounds
    if bounds is None:
        return
    if plan.agent == "examinee":
        os.nice(_NICE)
    wanted = {
        resource.RLIMIT_CORE: 1,  # with 0 a program that collects cores would still be started for each
        resource.RLIMIT_CPU: bounds.cpu_seconds,
        resource.RLIMIT_DATA: bounds.memory_bytes + _data_bytes(),
        resource.RLIMIT_FSIZE: bounds.file_bytes,
        resource.RLIMIT_NOFILE: bounds.open_files,
        resource.RLIMIT_MEMLOCK: 1 << 20,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    if plan.level != "none":
        wanted[resource.RLIMIT_NPROC] = bounds.processes + _threads_of_user(plan)
    for name, value in wanted.items():
        _, most = resource.getrlimit(name)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(name, (value, value))


def _data_bytes() -> int:
    """Return what the fork server's own data take already: the limit counts them."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        line = next((line for line in status if line.startswith("VmData:")), "VmData: 0")
    return int(line.split()[1]) * 1024


def _threads_of_user(plan: Plan) -> int:
    """Return how many threads the user has already, where they count against the same limit.

    In namespaces, and as a user made for this sandbox, there are none.
    """
    if plan.level == "namespaces" or plan.user is not None:
        return 0
    user, count = os.getuid(), 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if entry.stat().st_uid == user:
                    count += len(os.listdir(f"/proc/{entry.name}/task"))  # noqa: PTH208 - a fast count
            except OSError:
                continue  # it has ended
    return count


def _rules(plan: Plan) -> list[Allow]:
    if plan.level == "namespaces":
        return [
            Allow("/"),
            *(Allow(path, write=True) for path in (plan.home, "/tmp", "/dev", "/proc/self")),
            Allow(plan.sockets, sockets=True),
        ]
    return [
        *(Allow(path) for path in (*visible(), *HARDWARE, *PROCESSES)),
        *(Allow(path, write=True) for path in (*DEVICES, *plan.devices, plan.home)),
        Allow(plan.sockets, sockets=True),
    ]
