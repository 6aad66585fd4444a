"""What confines a sandbox, as far as it can be tested without hostile code; the rest is in tests/attacks."""

import os
import platform
import sys

import pytest

from autograde.sandbox import filesystem, landlock, levels, seccomp, syscalls
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


def test_the_filter_jumps_inside_itself_on_every_machine_it_knows():
    for column, architecture in seccomp._ARCHITECTURES.values():
        code = seccomp.program(column, architecture, tuple(seccomp.REFUSED), signals_from=7)
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
