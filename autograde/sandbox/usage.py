"""What all processes of a sandbox use together, looked up from outside.

    excess(plan, supervisor)      # "memory", "processes", "disk" or None
    descendants(supervisor)       # every process below it

A process can hide what it holds: in files that have lost their names, in folders that are closed, behind a
first thread that has ended. What can't be looked into counts as too much.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from autograde.sandbox import syscalls
from autograde.sandbox.plan import Bounds, Plan

_BLOCK_BYTES = 4096  # an empty file takes an inode
_SOCKETS = 200  # and pipes; an honest kernel has some forty
_SOCKET_BYTES = 2 * 212_992  # what one holds at most, where nobody has raised what they hold by default
_POLLS = (
    1000  # epoll descriptors, ten to an honest kernel: a user has few such watches, the engine among them
)
_LONGEST_PATH = 900  # characters; the system takes 4095 bytes


@dataclass
class _Held:
    """What descriptors and mappings hold, of all processes together."""

    files: dict[int, int] = field(default_factory=dict)  # without a name: inode and bytes
    sockets: set[int] = field(default_factory=set)  # and pipes
    polls: int = 0
    hidden: bool = False  # not all of it can be seen

    @property
    def disk(self) -> int:
        return sum(self.files.values())

    @property
    def memory(self) -> int:
        return max(len(self.sockets) - _SOCKETS, 0) * _SOCKET_BYTES


def descendants(pid: int) -> Iterator[int]:
    """Yield every process below `pid`."""
    waiting = [pid]
    while waiting:
        parent = waiting.pop()
        try:
            tasks = os.listdir(f"/proc/{parent}/task")  # noqa: PTH208 - called four times a second
        except OSError:
            continue
        for task in tasks:
            with suppress(OSError), open(f"/proc/{parent}/task/{task}/children", "rb") as file:  # noqa: PTH123
                children = [int(child) for child in file.read().split()]
                yield from children
                waiting += children


def excess(plan: Plan, supervisor: int) -> str | None:
    """Return what the sandbox uses too much of: `memory`, `processes` or `disk`; None if nothing."""
    bounds = plan.bounds
    if bounds is None:
        return None
    found = list(descendants(supervisor))
    if len(found) > bounds.processes:
        return "processes"
    places = [place for place in map(_place, found) if place is not None]
    on_disk = plan.level in ("landlock", "container")  # else in a file system of its own, of bounded size
    held = _Held()
    for place in places:
        _descriptors(place, held)
        if on_disk:
            _mappings(place, os.fsencode(plan.home), bounds.file_bytes, held)
    if held.polls > _POLLS or _exceeds_memory(places, bounds, held.memory):
        return "memory"
    if on_disk and (held.hidden or _disk(plan.home, bounds.scratch_bytes, held.disk)):
        return "disk"
    return None


def _place(pid: int) -> str | None:
    """Return where /proc tells of a process; None if it is dead.

    When its first thread has ended, only another thread's folder says what the process has.
    """
    place = f"/proc/{pid}"
    if _has_memory(place):
        return place
    with suppress(OSError):
        for task in os.listdir(f"{place}/task"):  # noqa: PTH208
            if _has_memory(f"{place}/task/{task}"):
                return f"{place}/task/{task}"
    return None


def _has_memory(place: str) -> bool:
    try:
        with open(f"{place}/statm", "rb") as file:  # noqa: PTH123
            return not file.read().startswith(b"0 ")
    except OSError:
        return False


def _exceeds_memory(places: list[str], bounds: Bounds, more: int) -> bool:
    most = bounds.memory_bytes - more
    return sum(map(_resident, places)) > most and sum(map(_proportional, places)) > most


def _resident(place: str) -> int:
    """Return an upper bound, quickly had: pages shared with the fork server count in full."""
    return _sum_of(f"{place}/status", (b"VmRSS:", b"VmSwap:")) or 0


def _proportional(place: str) -> int:
    """Return the process's fair share of memory: a shared page counts by how many share it."""
    found = _sum_of(f"{place}/smaps_rollup", (b"Pss:", b"SwapPss:"))
    return _resident(place) if found is None else found  # a process that may not be looked into


def _sum_of(path: str, names: tuple[bytes, ...]) -> int | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return sum(int(line.split()[1]) for line in file if line.startswith(names)) * 1024
    except OSError:
        return None


def _descriptors(place: str, held: _Held) -> None:
    """Add what a process has open: sockets, pipes, epoll, and files without a name."""
    try:
        numbers = os.listdir(f"{place}/fd")  # noqa: PTH208
    except PermissionError:
        held.hidden = held.hidden or _has_memory(place)  # it may just have ended
        return
    except OSError:
        return
    for number in numbers:
        with suppress(OSError):
            found = os.stat(f"{place}/fd/{number}")  # noqa: PTH116
            if stat.S_ISSOCK(found.st_mode) or stat.S_ISFIFO(found.st_mode):
                held.sockets.add(found.st_ino)
            elif stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                held.files[found.st_ino] = max(found.st_blocks * 512, _BLOCK_BYTES)
            elif stat.S_IFMT(found.st_mode) == 0:
                held.polls += os.readlink(f"{place}/fd/{number}") == "anon_inode:[eventpoll]"  # noqa: PTH115


def _mappings(place: str, home: bytes, file_bytes: int, held: _Held) -> None:
    """Add the files that have neither name nor descriptor: how large they are can't be seen."""
    with suppress(OSError), open(f"{place}/maps", "rb") as file:  # noqa: PTH123
        for line in file:
            if line.endswith(b" (deleted)\n") and home in line:
                held.files.setdefault(int(line.split(None, 5)[4]), file_bytes)


class _Folder:
    """An open folder, to start paths at; closed with the last path that starts there."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __del__(self) -> None:
        os.close(self.descriptor)


def _disk(home: str, most: int, size: int) -> bool:
    """Say whether the files below `home`, and `size` bytes besides, are more than `most` bytes.

    Closed folders are opened for that; those too deep for a path are reached from one on the way.
    """
    try:
        waiting = [(_Folder(os.open(home, os.O_PATH | os.O_DIRECTORY)), ".")]
        while waiting and size <= most:
            base, path = waiting.pop()
            folder = _opened(base, path)
            if folder is None:
                continue
            if len(path) > _LONGEST_PATH:
                base, path = folder, "."
            with os.scandir(folder.descriptor) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((base, f"{path}/{entry.name}"))
                    with suppress(FileNotFoundError):
                        size += max(entry.stat(follow_symlinks=False).st_blocks * 512, _BLOCK_BYTES)
                    if size > most:
                        break
    except OSError:
        return True  # made so that it can't be counted
    return size > most


def _opened(base: _Folder, path: str) -> _Folder | None:
    """Return a folder, to be read; None if it is gone, or no folder any more."""
    try:
        found = syscalls.open_beneath(base.descriptor, path, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EXDEV):
            return None
        raise
    try:
        itself = f"/proc/self/fd/{found}"
        mode = os.fstat(found).st_mode
        if mode & stat.S_IRWXU != stat.S_IRWXU:
            os.chmod(itself, stat.S_IMODE(mode) | stat.S_IRWXU)  # noqa: PTH101
        return _Folder(os.open(itself, os.O_RDONLY | os.O_DIRECTORY))
    finally:
        os.close(found)
