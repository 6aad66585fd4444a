"""seccomp: the system calls that a student's code has no use for, answered before the kernel acts on them.

    refuse()                        # after the kernel has bound its sockets: no other can be made afterwards
    refuse((*ALWAYS, *OF_FILES))    # where Landlock alone keeps files outside

A list of what is refused, since TensorFlow's own needs change from version to version. What it holds: every
kind of socket, looking into other processes, mounting and new namespaces, memory that no bound counts, and
the parts of Linux through which most of its holes were found. Source of the numbers: Linux's unistd headers.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from autograde.sandbox.syscalls import CLONE_NEW, check, libc

# name: number on x86_64, number on aarch64 (None: not there)
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network, and every other socket: what the kernel needs is bound before
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    # descriptors on their way count against the user, the engine too, and whoever holds them shows no file
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # namespaces, roots and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "open_tree_attr": (467, 467),
    "mount_setattr": (442, 442),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # keys, kernel programs, kernel modules, tracing
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "memfd_secret": (447, 447),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "lookup_dcookie": (212, 18),
    "seccomp": (317, 277),  # a filter of its own could fill the system's log
    # the machine
    "acct": (163, 89),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    # queues, segments and semaphores: they outlive their maker, and one can reach those of the same user
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "semctl": (66, 191),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    # what happens in folders: Landlock does not cover it, and a user has few such watches for all programs
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "inotify_add_watch": (254, 27),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
}
# Memory in files without a name, which no bound counts. Libraries that would use it take something else then.
ABSENT: dict[str, tuple[int | None, int | None]] = {"memfd_create": (319, 279)}

# Landlock covers none of these, and whoever grades owns the files outside. Done, as far as the caller can
# tell: what copies, unpacks and saves files need not know.
PRETENDED: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
}
# The same of attributes, read or written: as on a file system that has none.
UNSUPPORTED: dict[str, tuple[int | None, int | None]] = {
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "getxattr": (191, 8),
    "lgetxattr": (192, 9),
    "fgetxattr": (193, 10),
    "listxattr": (194, 11),
    "llistxattr": (195, 12),
    "flistxattr": (196, 13),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "getxattrat": (464, 464),
    "listxattrat": (465, 465),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}
TRUNCATE: dict[str, tuple[int | None, int | None]] = {"truncate": (76, 45)}  # known to Landlock's version 3


@dataclass(frozen=True)
class _Where:
    """A call that depends on one of its arguments, of which the low half is looked at.

    Args:
        numbers: of the call, on x86_64 and aarch64.
        place: of the argument, from 0.
        values: of the argument.
        allowed: with these values, and no others, it may be made; else with these, and no others, it may not.
        mask: the bits that are compared.
    """

    numbers: tuple[int, int]
    place: int
    values: tuple[int, ...]
    allowed: bool = False
    mask: int = 0xFFFFFFFF


_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE = 1, 1, 0xF
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_TYPE = 0x01, 0x20, 0x0F
_F_SETOWN, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY = 8, 15, 1024, 1026
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # put characters into a terminal, as if they were typed
_FIOSETOWN, _SIOCSPGRP = 0x8901, 0x8902  # who gets the signals of a descriptor
# What the owner of a file may do through a descriptor that only reads: flags, project, version, encryption,
# and to seal it against writing for ever.
_OF_THE_OWNER = (0x40086602, 0x401C5820, 0x40087602, 0x800C6613, 0x40806685)
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_CLOSE_RANGE_UNSHARE, _CLOSE_RANGE_CLOEXEC = 2, 4
_SO_SNDBUF, _SO_SNDBUFFORCE, _SO_ATTACH_FILTER, _SO_ATTACH_BPF = 7, 32, 26, 50
_MSG_OOB = 1  # of local sockets: through it processes have left such filters as this

# With another's number the first would reach everything of the same user; libzmq gives its threads the
# ordinary scheduling that they have, and aborts where it may not.
BY_ARGUMENT: dict[str, tuple[_Where, ...]] = {
    "prlimit64": (_Where((302, 261), 0, (0,), allowed=True),),
    "sched_setaffinity": (_Where((203, 122), 0, (0,), allowed=True),),
    "sched_setattr": (_Where((314, 274), 0, (0,), allowed=True),),
    "sched_setscheduler": (_Where((144, 119), 1, (0,), allowed=True),),
    # A pair of datagram sockets could send to any local socket that has a name.
    "socketpair": (
        _Where((53, 199), 0, (_AF_UNIX,), allowed=True),
        _Where((53, 199), 1, (_SOCK_STREAM,), allowed=True, mask=_SOCK_TYPE),
    ),
    "fcntl": (_Where((72, 25), 1, (_F_SETOWN, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY)),),
    "ioctl": (_Where((16, 29), 1, (_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP, *_OF_THE_OWNER)),),
    "setsockopt": (_Where((54, 208), 2, (_SO_SNDBUF, _SO_SNDBUFFORCE, _SO_ATTACH_FILTER, _SO_ATTACH_BPF)),),
    "sendto": (_Where((44, 206), 3, (_MSG_OOB,), mask=_MSG_OOB),),
    # The supervisor could no longer see what such a process, or such a thread, holds.
    "prctl": (_Where((157, 167), 0, (_PR_SET_DUMPABLE, _PR_SET_SECCOMP)),),
    "close_range": (
        _Where((436, 436), 2, (_CLOSE_RANGE_UNSHARE, _CLOSE_RANGE_UNSHARE | _CLOSE_RANGE_CLOEXEC)),
    ),
}
# Its pages stay when a process has let go of them, and count as nobody's. CUDA copies from such memory.
SHARED_MEMORY: dict[str, tuple[_Where, ...]] = {
    "mmap": (_Where((9, 222), 3, (_MAP_SHARED | _MAP_ANONYMOUS,), mask=_MAP_TYPE | _MAP_ANONYMOUS),)
}
# Where Landlock does not know signals, a process may send them to itself alone.
SIGNALS: dict[str, tuple[int, int]] = {
    "kill": (62, 129),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
SIGNALS_ELSEWHERE = {"tkill": (200, 130), "pidfd_send_signal": (424, 424)}
_CLONE, _CLONE3 = (56, 220), (435, 435)
_CLONE_FILES, _CLONE_THREAD = 0x400, 0x10000

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_X32 = 0x40000000  # x86_64's second set of numbers, which would pass by the list

_SET_MODE_FILTER, _FLAG_ALL_THREADS = 1, 1
_SYSCALL_SECCOMP = (317, 277)
_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_ERRNO, _ALLOW = 0x00050000, 0x7FFF0000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets; each argument has eight bytes, the low half first


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def supported() -> bool:
    """Say whether the numbers of this kind of machine are known."""
    return platform.machine() in _ARCHITECTURES


_ANSWERS = (  # what a call by each list is answered with
    (REFUSED, errno.EPERM),
    (TRUNCATE, errno.EPERM),
    (ABSENT, errno.ENOSYS),
    (UNSUPPORTED, errno.ENOTSUP),
    (PRETENDED, 0),
)
_CONDITIONS = {**BY_ARGUMENT, **SHARED_MEMORY}
ALWAYS = (*REFUSED, *ABSENT, *BY_ARGUMENT)
OF_FILES = (*PRETENDED, *UNSUPPORTED)  # to be added where Landlock alone keeps files outside


def refuse(names: Iterable[str] = ALWAYS, *, signals_from: int | None = None) -> None:
    """Refuse system calls from now on, in all threads of this process and all that it starts.

    New namespaces by `clone`, and threads with descriptors of their own, are refused in any case. Needs
    no_new_privs. A refused call fails with EPERM, but for those that say otherwise here.

    Args:
        names: of the calls, all in the lists above.
        signals_from: the process that may send signals, to itself alone; None leaves signals to Landlock.

    Raises:
        OSError: the machine is of another kind, or its Linux has no seccomp.
    """
    if not supported():
        raise OSError(f"seccomp: no numbers of system calls for {platform.machine()}")
    column, architecture = _ARCHITECTURES[platform.machine()]
    code = program(column, architecture, names, signals_from)
    given = _Program(len(code) // 8, code)
    done = libc.syscall(
        ctypes.c_long(_SYSCALL_SECCOMP[column]), _SET_MODE_FILTER, _FLAG_ALL_THREADS, ctypes.byref(given)
    )
    check("seccomp", int(done))


def program(column: int, architecture: int, names: Iterable[str], signals_from: int | None = None) -> bytes:
    """Return the filter: instructions of classic BPF, eight bytes each."""
    no = _step(_RETURN, _ERRNO | errno.EPERM)
    names = set(names)
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        no,  # not killed: each kill is a line in the system's log
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        no,
    ]
    for listed, answer in _ANSWERS:
        for number in (listed[name][column] for name in listed if name in names):
            if number is not None:
                code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERRNO | answer)]
    conditions = [where for name in _CONDITIONS if name in names for where in _CONDITIONS[name]]
    if signals_from is not None:
        conditions += [_Where(found, 0, (signals_from,), allowed=True) for found in SIGNALS.values()]
        for found in SIGNALS_ELSEWHERE.values():
            code += [_step(_EQUAL, found[column], 0, 1), no]
    for where in conditions:
        code += _checked(where, column)
    # The C library falls back to clone, whose flags can be read here.
    code += [_step(_EQUAL, _CLONE3[column], 0, 1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    code += [
        *(_step(_EQUAL, _CLONE[column], 0, 6), _step(_LOAD, _ARGUMENTS)),
        *(_step(_ANY_BIT, CLONE_NEW & ~0xFF, 0, 1), no),
        *(_step(_ANY_BIT, _CLONE_THREAD, 0, 2), _step(_ANY_BIT, _CLONE_FILES, 1, 0), no),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _checked(where: _Where, column: int) -> list[bytes]:
    """Return what refuses a call by its argument, and goes on with the call's number where it may be made."""
    last = len(where.values) - 1
    values = []
    for place, value in enumerate(where.values):
        skipped = last - place + (1 if where.allowed else 0)
        values.append(_step(_EQUAL, value, skipped, 0 if place < last or where.allowed else 1))
    inside = [
        _step(_LOAD, _ARGUMENTS + 8 * where.place),
        *([_step(_AND, where.mask)] if where.mask != 0xFFFFFFFF else []),
        *values,
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_LOAD, _NUMBER),
    ]
    return [_step(_EQUAL, where.numbers[column], 0, len(inside)), *inside]


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)
