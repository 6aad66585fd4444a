"""What confines a sandbox, as far as it can be tested without hostile code; the rest is in tests/attacks."""

import errno
import os
import platform
import sys
from pathlib import Path

import pytest

from autograde.sandbox import confine, filesystem, landlock, levels, seccomp, syscalls
from autograde.sandbox.landlock import Allow
from autograde.sandbox.levels import TooWeak, choose
from autograde.sandbox.plan import Bounds, Plan
from tests.conftest import ROOT

ALL = {"namespaces": None, "landlock": None, "container": None, "none": None}


def in_a_child(action) -> str:
    """Return what `action` says in a fork of its own: it may give up powers for good."""
    said, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(say, str(action()).encode())
        except BaseException as error:
            os.write(say, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(say)
    os.waitpid(pid, 0)
    with os.fdopen(said) as pipe:
        return pipe.read()


def test_the_strongest_level_that_is_reached_is_chosen():
    assert choose(ALL, "none") == "namespaces"
    assert choose(ALL | {"namespaces": "no"}, "landlock") == "landlock"
    assert choose(ALL | {"namespaces": "no", "landlock": "no"}, "container") == "container"


def test_a_level_below_the_required_one_is_refused_with_the_reason_and_the_remedy():
    with pytest.raises(TooWeak, match="not allowed here.*user namespaces") as refused:
        choose(ALL | {"namespaces": "not allowed here"}, "namespaces")
    assert "autograde doctor" in str(refused.value)


def test_this_machine_reaches_a_level_that_confines():
    found = levels.reachable()
    assert found["namespaces"] is None or found["landlock"] is None, found


def test_the_course_is_not_among_the_visible_files_but_the_checks_are():
    shown = filesystem.visible()
    assert str(ROOT / "grader_tests") in shown
    for hidden in (ROOT, ROOT / "source", ROOT / "autograde", ROOT / "tests", ROOT / "heldout"):
        assert not any(hidden.is_relative_to(path) for path in shown), hidden
    assert any(sys.base_prefix.startswith(path) for path in shown)


@pytest.mark.skipif(not landlock.version(), reason="this Linux has no Landlock")
def test_landlock_leaves_what_is_allowed_and_takes_the_rest(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret").write_text("x")

    def confined():
        syscalls.no_new_privileges()
        landlock.confine([Allow("/usr"), Allow("/lib"), Allow(str(tmp_path / "mine"), write=True)])
        (tmp_path / "mine" / "a").write_text("written")
        seen = (tmp_path / "mine" / "a").read_text()
        with pytest.raises(PermissionError):
            (tmp_path / "secret").read_text()
        with pytest.raises(PermissionError):
            (tmp_path / "new").write_text("x")
        return seen

    assert in_a_child(confined) == "written"


def test_seccomp_refuses_sockets_and_namespaces_and_lets_threads_and_pipes_be():
    def confined():
        import socket
        import threading

        syscalls.no_new_privileges()
        seccomp.refuse()
        for kind in (socket.AF_INET, socket.AF_UNIX, socket.AF_NETLINK):
            with pytest.raises(PermissionError):
                socket.socket(kind)
        with pytest.raises(PermissionError):
            syscalls.unshare(syscalls.CLONE_NEWUSER)
        with pytest.raises(PermissionError):
            syscalls.mount("none", "/tmp", "tmpfs")
        socket.socketpair()[0].close()
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        return "lived"

    assert in_a_child(confined) == "lived"


def test_seccomp_leaves_limits_and_signals_of_other_processes_alone():
    def confined():
        import resource
        import signal

        syscalls.no_new_privileges()
        seccomp.refuse(signals_from=os.getpid())
        resource.prlimit(0, resource.RLIMIT_NOFILE)
        os.kill(os.getpid(), 0)
        signal.raise_signal(signal.SIGCHLD)
        parent = os.getppid()
        for action in (
            lambda: resource.prlimit(parent, resource.RLIMIT_NOFILE),
            lambda: os.sched_setaffinity(parent, os.sched_getaffinity(0)),
            lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
            lambda: os.kill(parent, 0),
            lambda: os.kill(-1, 0),
            lambda: os.killpg(0, 0),
        ):
            with pytest.raises(PermissionError):
                action()
        return "lived"

    assert in_a_child(confined) == "lived"


def test_seccomp_keeps_a_process_from_what_others_of_its_user_share():
    """System V's segments by number, watches on folders, descriptors on their way, datagrams, leases."""

    def confined():
        import ctypes
        import fcntl
        import socket

        libc = ctypes.CDLL(None, use_errno=True)
        one, two = socket.socketpair()
        syscalls.no_new_privileges()
        seccomp.refuse()
        for name, arguments in (
            *(("shmget", (0, 4096, 0o1600)), ("shmat", (0, 0, 0)), ("shmctl", (0, 2, 0))),
            *(("semget", (0, 1, 0o1600)), ("semop", (0, 0, 1)), ("msgget", (0, 0o1600))),
            *(("msgrcv", (0, 0, 1, 0, 0)), ("msgctl", (0, 2, 0)), ("mq_unlink", (b"/x",))),
            *(("inotify_init", ()), ("inotify_init1", (0,)), ("inotify_add_watch", (0, b"/", 1))),
            *(("fanotify_init", (0, 0)), ("fanotify_mark", (0, 0, 0, 0, b"/"))),
            *(("prctl", (4, 0, 0, 0, 0)), ("prctl", (4, 1, 0, 0, 0)), ("prctl", (22, 1, 0, 0, 0))),
        ):
            ctypes.set_errno(0)
            assert getattr(libc, name)(*arguments) == -1, name
            assert ctypes.get_errno() in (errno.EPERM, errno.EACCES), name  # glibc translates mq_unlink's
        for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC):
            with pytest.raises(PermissionError):
                socket.socketpair(socket.AF_UNIX, kind)
        with pytest.raises(PermissionError):
            socket.send_fds(one, [b"x"], [0])
        with pytest.raises(PermissionError):
            one.send(b"x", socket.MSG_OOB)
        for option in (socket.SO_SNDBUF, 26):
            with pytest.raises(PermissionError):
                one.setsockopt(socket.SOL_SOCKET, option, 1 << 20)
        one.sendall(b"x")
        assert two.recv(1) == b"x"
        for command in (8, 15, 1024, 1026):  # F_SETOWN, F_SETOWN_EX, F_SETLEASE, F_NOTIFY
            with pytest.raises(PermissionError):
                fcntl.fcntl(one, command, 0)
        fcntl.fcntl(one, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
        for command in (0x5412, 0x8901, 0x40086602, 0x40806685):
            with pytest.raises(PermissionError):
                fcntl.ioctl(one, command, b"x" * 128)
        return "lived"

    assert in_a_child(confined) == "lived"


def test_seccomp_refuses_memory_that_nobody_counts_and_leaves_the_rest():
    def confined():
        import mmap

        syscalls.no_new_privileges()
        seccomp.refuse((*seccomp.ALWAYS, *seccomp.SHARED_MEMORY))
        with pytest.raises(OSError, match="Function not implemented"):
            os.memfd_create("x")
        with pytest.raises(PermissionError):
            mmap.mmap(-1, 4096)
        mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
        with Path("/usr/bin/env").open("rb") as file:
            mmap.mmap(file.fileno(), 10, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ).close()
        return "lived"

    assert in_a_child(confined) == "lived"


def test_what_changes_modes_owners_and_times_is_answered_as_done_and_changes_nothing(tmp_path):
    target = tmp_path / "file"
    target.write_text("x")
    target.chmod(0o640)
    copied = tmp_path / "copied"

    def all_but_access():
        found = target.stat()
        return found.st_mode, found.st_uid, found.st_mtime_ns, found.st_ctime_ns

    def confined():
        import shutil

        before = all_but_access()
        syscalls.no_new_privileges()
        seccomp.refuse((*seccomp.ALWAYS, *seccomp.OF_FILES, *seccomp.TRUNCATE))
        with target.open() as file:
            os.fchmod(file.fileno(), 0)
            os.fchown(file.fileno(), 1, 1)
            os.utime(file.fileno(), (1, 1))
        target.chmod(0)
        os.chown(target, 1, 1)
        os.lchown(target, 1, 1)
        os.utime(target, (1, 1))
        for attribute in (
            lambda: os.setxattr(target, "user.x", b"x"),
            lambda: os.getxattr(target, "user.x"),
            lambda: os.removexattr(target, "user.x"),
        ):
            with pytest.raises(OSError, match="not supported"):
                attribute()
        with pytest.raises(PermissionError):
            os.truncate(target, 0)
        with target.open("r+") as file:
            file.truncate(1)
        shutil.copy2(target, copied)
        shutil.copytree(tmp_path, tmp_path / "tree", ignore=shutil.ignore_patterns("tree"))
        return [*before] == [*all_but_access()[:2], before[2], before[3]] and target.read_text()

    assert in_a_child(confined) == "x"
    assert copied.read_text() == "x"


def test_a_thread_shares_its_descriptors_and_a_range_of_them_is_closed_for_all():
    def confined():
        import ctypes
        import subprocess
        import threading

        libc = ctypes.CDLL(None, use_errno=True)
        syscalls.no_new_privileges()
        seccomp.refuse()
        threading.Thread(target=print).start()
        subprocess.run(["true"], check=True)
        for flags in (2, 6):
            assert libc.syscall(ctypes.c_long(436), 900, 900, flags) == -1
            assert ctypes.get_errno() == errno.EPERM
        assert libc.syscall(ctypes.c_long(436), 900, 900, 0) == 0
        if platform.machine() == "x86_64":  # CLONE_VM, CLONE_SIGHAND and CLONE_THREAD without CLONE_FILES
            assert libc.syscall(ctypes.c_long(56), 0x10900, 0, 0, 0, 0) == -1
            assert ctypes.get_errno() == errno.EPERM
        return "lived"

    assert in_a_child(confined) == "lived"


def test_a_student_gives_way_to_the_engine_for_good():
    def priority(agent):
        def confined():
            plan = Plan("landlock", "/s", "/r", "/n", {}, {}, agent=agent, user=1)
            confine.limits(plan)
            os.setuid(65534) if os.geteuid() == 0 else None
            found = os.nice(0)
            with pytest.raises(PermissionError):
                os.nice(-1)
            return found

        return in_a_child(confined)

    assert int(priority("examinee")) > int(priority("examiner")) >= 0


def test_the_filter_jumps_inside_itself_on_every_machine_it_knows():
    names = (*seccomp.ALWAYS, *seccomp.OF_FILES, *seccomp.TRUNCATE, *seccomp.SHARED_MEMORY)
    for column, architecture in seccomp._ARCHITECTURES.values():
        code = seccomp.program(column, architecture, names, signals_from=7)
        steps = [code[start : start + 8] for start in range(0, len(code), 8)]
        for place, step in enumerate(steps):
            assert place + 1 + max(step[2], step[3]) < len(steps) or step[0] == 0x06
        assert steps[-1][0] == 0x06
    assert platform.machine() in seccomp._ARCHITECTURES


def test_a_plan_survives_json():
    import json

    plan = Plan("landlock", "/s", "/r", "/n", {"A": "b"}, {"ip": "x"}, bounds=Bounds(memory_bytes=5), user=3)
    assert Plan.of(json.loads(json.dumps(plan.plain()))) == plan
    free = Plan("none", "", "", "", {}, {}, bounds=None)
    assert Plan.of(free.plain()).bounds is None
