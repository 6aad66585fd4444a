"""The system calls that Python does not offer, by name, with errors that say which one failed.

    unshare(CLONE_NEWUSER | CLONE_NEWNS)
    mount("tmpfs", "/mnt", "tmpfs", MS_NOSUID, "size=1000000")

Flags and numbers are those of Linux's own headers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
CLONE_NEWTIME = 0x00000080
CLONE_NEW = (
    CLONE_NEWNS
    | CLONE_NEWCGROUP
    | CLONE_NEWUTS
    | CLONE_NEWIPC
    | CLONE_NEWUSER
    | CLONE_NEWPID
    | CLONE_NEWNET
    | CLONE_NEWTIME
)

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 1, 2, 4

_OPENAT2 = 437  # the same on every machine
_RESOLVE_NO_SYMLINKS, _RESOLVE_BENEATH = 0x04, 0x08

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_CAPABILITY_VERSION = 0x20080522
_LAST_CAPABILITY = 63  # more than any kernel has: unknown numbers are refused, and that ends the loop

# Numbers of the calls that have no function in the C library, by machine.
_NUMBERS = {
    "x86_64": {"pivot_root": 155, "mount_setattr": 442, "capset": 126},
    "aarch64": {"pivot_root": 41, "mount_setattr": 442, "capset": 91},
}

libc = ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


class _OpenHow(ctypes.Structure):
    _fields_ = (("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64))


def check(name: str, result: int) -> int:
    """Return `result`, or raise for a call that failed.

    Raises:
        OSError: with `name` in its text.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: object) -> int:
    """Make a call by its number on this machine.

    Raises:
        OSError: it failed, or this kind of machine is not known.
    """
    try:
        number = _NUMBERS[platform.machine()][name]
    except KeyError:
        raise OSError(f"{name}: unknown on {platform.machine()}") from None
    return check(name, int(libc.syscall(ctypes.c_long(number), *arguments)))


def open_beneath(folder: int, path: str, flags: int) -> int:
    """Open a path that starts at an open folder, follows no link and does not leave the folder.

    A Linux that looks like an older one (gVisor) is not asked to make sure of the folders between.
    """
    how = _OpenHow(flags=flags | os.O_CLOEXEC, resolve=_RESOLVE_NO_SYMLINKS | _RESOLVE_BENEATH)
    size = ctypes.c_size_t(ctypes.sizeof(how))
    try:
        opened = libc.syscall(ctypes.c_long(_OPENAT2), folder, os.fsencode(path), ctypes.byref(how), size)
        return check(f"openat2 {path}", int(opened))
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        return os.open(path, flags, dir_fd=folder)


def unshare(flags: int) -> None:
    """Put this process (a new process identifier namespace: its next child) into new namespaces."""
    check("unshare", int(libc.unshare(flags)))


def mount(source: str, target: Path | str, kind: str = "", flags: int = 0, data: str = "") -> None:
    """Mount `source` at `target`."""
    done = libc.mount(
        source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    check(f"mount {target}", int(done))


def bind(source: Path, target: Path, *, read_only: bool) -> None:
    """Show `source`, with all that is mounted below it, at `target` too."""
    mount(str(source), target, flags=MS_BIND | MS_REC)
    attributes = _MountAttributes(attr_set=_MOUNT_ATTR_NOSUID | (_MOUNT_ATTR_RDONLY if read_only else 0))
    syscall(
        "mount_setattr",
        _AT_FDCWD,
        os.fsencode(target),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )


def unmount(target: Path | str) -> None:
    """Take away what is mounted at `target`; who has it open keeps it."""
    check(f"umount {target}", int(libc.umount2(os.fsencode(target), MNT_DETACH)))


def pivot_root(new_root: Path, put_old: Path) -> None:
    """Make `new_root` the root of this mount namespace."""
    syscall("pivot_root", os.fsencode(new_root), os.fsencode(put_old))


def set_hostname(name: str) -> None:
    """Name the machine in this namespace."""
    check("sethostname", int(libc.sethostname(name.encode(), ctypes.c_size_t(len(name)))))


def die_with_parent(signal: int) -> None:
    """Ask for `signal` when the parent ends. A change of user afterwards takes it back."""
    _prctl("PR_SET_PDEATHSIG", _PR_SET_PDEATHSIG, signal)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _prctl("PR_SET_CHILD_SUBREAPER", _PR_SET_CHILD_SUBREAPER, 1)


def set_dumpable(value: bool) -> None:
    """Say whether processes of the same user may look into this one."""
    _prctl("PR_SET_DUMPABLE", _PR_SET_DUMPABLE, int(value))


def no_new_privileges() -> None:
    """Give up, for good, what a program with set-uid bits would give."""
    _prctl("PR_SET_NO_NEW_PRIVS", _PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(_LAST_CAPABILITY + 1):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break  # without CAP_SETPCAP nothing can be dropped, nor, with no_new_privs, regained
    header = _CapabilityHeader(_CAPABILITY_VERSION, 0)
    syscall("capset", ctypes.byref(header), ctypes.byref((_CapabilityData * 2)()))


def _prctl(name: str, option: int, value: int) -> None:
    check(name, int(libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0)))
