"""Landlock: which files a process may touch, as an allow-list that it can only narrow.

    confine([Allow("/usr"), Allow("/tmp/work", write=True)])

Needs no privilege, Linux 5.13 and nothing else. What the kernel's version does not know is left out: see
`version`. Source: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograde.sandbox.syscalls import check, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_SOCK = 1 << 9
_ALL_OF_VERSION_1 = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_NET_BIND, _NET_CONNECT = 1, 2
KNOWS_TRUNCATION = 3  # the first version that does
KNOWS_SIGNALS = 6  # the first version that keeps signals and abstract sockets inside
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


@dataclass(frozen=True)
class Allow:
    """A file, or a folder with all that is in it.

    Args:
        path: where it is.
        write: it may be changed; devices can't be made in it.
        sockets: sockets may be made in it, and nothing else done.
    """

    path: str
    write: bool = False
    sockets: bool = False


def version() -> int:
    """Return the version of Landlock here; 0 where there is none.

    2 adds moving between folders, 3 truncation, 4 TCP, 5 ioctl of devices, 6 signals and abstract sockets.
    """
    found = int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))
    return max(found, 0)


def confine(rules: Iterable[Allow]) -> None:
    """Restrict this thread and all that it starts to what `rules` allow. Needs no_new_privs.

    Paths that do not exist are left out.

    Raises:
        OSError: Landlock is not there or refuses.
    """
    abi = version()
    handled = _ALL_OF_VERSION_1
    handled |= (
        (_REFER if abi >= 2 else 0)
        | (_TRUNCATE if abi >= KNOWS_TRUNCATION else 0)
        | (_IOCTL_DEV if abi >= 5 else 0)
    )
    attributes = _Ruleset(
        handled_access_fs=handled,
        handled_access_net=_NET_BIND | _NET_CONNECT if abi >= 4 else 0,
        scoped=_SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS if abi >= KNOWS_SIGNALS else 0,
    )
    size = 24 if abi >= KNOWS_SIGNALS else 16 if abi >= 4 else 8
    ruleset = check(
        "landlock_create_ruleset",
        int(
            libc.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
        ),
    )
    try:
        for rule in rules:
            with suppress(FileNotFoundError):
                _add(ruleset, rule, handled)
        check("landlock_restrict_self", int(libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0))))
    finally:
        os.close(ruleset)


def _add(ruleset: int, rule: Allow, handled: int) -> None:
    access = _READ
    if rule.sockets:
        access = _MAKE_SOCK
    elif rule.write:
        access = handled & ~(_MAKE_CHAR | _MAKE_BLOCK | _MAKE_SOCK)
    descriptor = os.open(Path(rule.path), os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _OF_A_FILE
        beneath = _PathBeneath(allowed_access=access & handled, parent_fd=descriptor)
        check(
            f"landlock_add_rule {rule.path}",
            int(
                libc.syscall(
                    _ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(beneath), ctypes.c_uint32(0)
                )
            ),
        )
    finally:
        os.close(descriptor)
