"""seccomp: the system calls that a student's code has no use for, refused in every thread.

    refuse()      # after the kernel has bound its sockets: no other can be made afterwards

A list of what is refused, since TensorFlow's own needs change from version to version. What it holds: every
kind of socket, looking into other processes, mounting and new namespaces, and the parts of Linux through
which most of its holes were found. Source of the numbers: Linux's unistd headers.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable

from autograde.sandbox.syscalls import CLONE_NEW, check, libc

# name: number on x86_64, number on aarch64 (None: not there)
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network, and every other socket: what the kernel needs is bound before
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
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
    "fanotify_init": (300, 262),
    "memfd_secret": (447, 447),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "lookup_dcookie": (212, 18),
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
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    # queues and segments that outlive their maker
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
}
# Allowed with one value of one argument. With another's number the first would reach everything of the same
# user; libzmq gives its threads the ordinary scheduling that they have, and aborts where it may not.
ONLY_WITH: dict[str, tuple[int, int, int, int]] = {  # number twice, place of the argument from 0, its value
    "prlimit64": (302, 261, 0, 0),
    "sched_setaffinity": (203, 122, 0, 0),
    "sched_setattr": (314, 274, 0, 0),
    "sched_setscheduler": (144, 119, 1, 0),
}
# Where Landlock does not know signals, a process may send them to itself alone.
SIGNALS: dict[str, tuple[int, int]] = {
    "kill": (62, 129),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
SIGNALS_ELSEWHERE = {"tkill": (200, 130), "pidfd_send_signal": (424, 424)}
_CLONE, _CLONE3, _SOCKETPAIR, _IOCTL = (56, 220), (435, 435), (53, 199), (16, 29)

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_X32 = 0x40000000  # x86_64's second set of numbers, which would pass by the list

_AF_UNIX = 1
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # put characters into a terminal, as if they were typed

_SET_MODE_FILTER, _FLAG_ALL_THREADS = 1, 1
_SYSCALL_SECCOMP = (317, 277)
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ERRNO, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24  # offsets, low halves


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def supported() -> bool:
    """Say whether the numbers of this kind of machine are known."""
    return platform.machine() in _ARCHITECTURES


def refuse(names: Iterable[str] = tuple(REFUSED), *, signals_from: int | None = None) -> None:
    """Refuse system calls from now on, in all threads of this process and all that it starts.

    New namespaces by `clone`, sockets but of the local kind by `socketpair`, limits of other processes, and
    typing into a terminal are refused in any case. Needs no_new_privs. A refused call fails with EPERM.

    Args:
        names: of the calls, all in `REFUSED`.
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
    no = _ERRNO | errno.EPERM
    numbers = [REFUSED[name][column] for name in names]
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, no),
    ]
    for number in numbers:
        if number is not None:
            code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, no)]
    only = [(found[column], found[2], found[3]) for found in ONLY_WITH.values()]
    if signals_from is not None:
        only += [(found[column], 0, signals_from) for found in SIGNALS.values()]
        for found in SIGNALS_ELSEWHERE.values():
            code += [_step(_EQUAL, found[column], 0, 1), _step(_RETURN, no)]
    for number, place, value in only:
        code += [
            *(_step(_EQUAL, number, 0, 4), _step(_LOAD, (_FIRST_ARGUMENT, _SECOND_ARGUMENT)[place])),
            *(_step(_EQUAL, value, 1, 0), _step(_RETURN, no), _step(_RETURN, _ALLOW)),
        ]
    # The C library falls back to clone, whose flags can be read here.
    code += [_step(_EQUAL, _CLONE3[column], 0, 1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    code += [
        *(_step(_EQUAL, _CLONE[column], 0, 4), _step(_LOAD, _FIRST_ARGUMENT)),
        *(_step(_ANY_BIT, CLONE_NEW & ~0xFF, 0, 1), _step(_RETURN, no), _step(_RETURN, _ALLOW)),
        *(_step(_EQUAL, _SOCKETPAIR[column], 0, 4), _step(_LOAD, _FIRST_ARGUMENT)),
        *(_step(_EQUAL, _AF_UNIX, 1, 0), _step(_RETURN, no), _step(_RETURN, _ALLOW)),
        *(_step(_EQUAL, _IOCTL[column], 0, 4), _step(_LOAD, _SECOND_ARGUMENT)),
        *(_step(_EQUAL, _TIOCSTI, 1, 0), _step(_EQUAL, _TIOCLINUX, 0, 1), _step(_RETURN, no)),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)
