"""What a sandbox uses is found, also where a process tries to hide it."""

import contextlib
import ctypes
import mmap
import os
import resource
import select
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograde.sandbox import usage
from autograde.sandbox.plan import Bounds, Plan
from autograde.sandbox.usage import descendants, excess

MB = 1_000_000


@contextlib.contextmanager
def doing(action):
    """A supervisor with one process below it, which has done `action` and waits; yields the supervisor."""
    ready, say = os.pipe()
    supervisor = os.fork()
    if supervisor == 0:
        try:
            if os.fork() == 0:
                kept = action()
                os.write(say, b"." if kept is not False else b"!")
                time.sleep(60)
            os.wait()
        finally:
            os._exit(0)
    os.close(say)
    try:
        assert os.read(ready, 1) == b"."
        yield supervisor
    finally:
        os.close(ready)
        for pid in (*descendants(supervisor), supervisor):
            os.kill(pid, 9)
        os.waitpid(supervisor, 0)


def plan(folder, **bounds):
    (folder / "home").mkdir(exist_ok=True)
    return Plan("landlock", str(folder), "", "", {}, {}, bounds=Bounds(**bounds))


def nameless(folder, size=3 * MB):
    file = (folder / "home" / "x").open("w+b")
    file.write(b"x" * size)
    file.flush()
    (folder / "home" / "x").unlink()
    return file


def test_an_ordinary_process_is_within_its_bounds(tmp_path):
    sandbox = plan(tmp_path)
    with doing(lambda: None) as supervisor:
        assert excess(sandbox, supervisor) is None


def test_files_without_a_name_count(tmp_path):
    sandbox = plan(tmp_path, scratch_bytes=2 * MB)
    with doing(lambda: nameless(tmp_path)) as supervisor:
        assert excess(sandbox, supervisor) == "disk"
    assert not usage._disk(sandbox.home, 2 * MB, 0)


def test_files_that_are_only_mapped_count_as_much_as_one_may_hold(tmp_path):
    def maps():
        with nameless(tmp_path) as file:
            libc = ctypes.CDLL(None)
            libc.mmap.restype = ctypes.c_void_p  # Python's own keeps a descriptor
            return libc.mmap(None, ctypes.c_size_t(4096), 1, mmap.MAP_SHARED, file.fileno(), ctypes.c_long(0))

    narrow = plan(tmp_path, scratch_bytes=2 * MB, file_bytes=5 * MB)
    wide = plan(tmp_path, scratch_bytes=9 * MB, file_bytes=5 * MB)
    with doing(maps) as supervisor:
        assert (excess(narrow, supervisor), excess(wide, supervisor)) == ("disk", None)


def test_files_in_closed_folders_count_and_links_are_not_followed(tmp_path):
    sandbox = plan(tmp_path, scratch_bytes=2 * MB)
    closed = Path(sandbox.home, "closed")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "large").write_bytes(b"x" * 3 * MB)
    (tmp_path / "elsewhere").chmod(0o500)
    closed.mkdir()
    (closed / "link").symlink_to(tmp_path / "elsewhere")
    (closed / "inner").mkdir()
    (closed / "inner").chmod(0)
    closed.chmod(0)
    assert not usage._disk(sandbox.home, 2 * MB, 0)
    (closed / "inner" / "large").write_bytes(b"x" * 3 * MB)
    (closed / "inner").chmod(0o300)
    closed.chmod(0o100)
    assert usage._disk(sandbox.home, 2 * MB, 0)
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o500


def test_files_too_deep_for_a_path_count(tmp_path):
    sandbox = plan(tmp_path, scratch_bytes=50 * MB)

    def deep():
        os.chdir(sandbox.home)
        for _ in range(300):
            Path("ф" * 100).mkdir()
            os.chdir("ф" * 100)
        Path("large").write_bytes(b"x" * 3 * MB)

    with doing(deep) as supervisor:
        assert excess(sandbox, supervisor) is None
        assert usage._disk(sandbox.home, 4 * MB, 0)
        assert not usage._disk(sandbox.home, 5 * MB, 0)  # a folder takes a block, too


def test_empty_files_count(tmp_path):
    sandbox = plan(tmp_path)
    for number in range(100):
        Path(sandbox.home, str(number)).touch()
    assert usage._disk(sandbox.home, 300_000, 0)
    assert not usage._disk(sandbox.home, 500_000, 0)


def test_memory_behind_an_ended_first_thread_counts(tmp_path):
    sandbox = plan(tmp_path, memory_bytes=300 * MB)
    told = tmp_path / "told"

    def hides():
        kept = bytearray(1)

        def holds():
            nonlocal kept
            time.sleep(0.2)  # by then the first thread has ended
            kept = bytearray(b"x") * (400 * MB)
            told.touch()
            time.sleep(60)

        threading.Thread(target=holds).start()
        os.write(hides.say, b".")
        ctypes.CDLL(None).syscall(ctypes.c_long({"x86_64": 60, "aarch64": 93}[os.uname().machine]), 0)

    ready, hides.say = os.pipe()
    supervisor = os.fork()
    if supervisor == 0:
        if os.fork() == 0:
            hides()
        time.sleep(60)
        os._exit(0)
    try:
        os.read(ready, 1)
        deadline = time.monotonic() + 10
        while not told.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        (process,) = descendants(supervisor)
        assert Path(f"/proc/{process}/statm").read_text().startswith("0 ")
        assert excess(sandbox, supervisor) == "memory"
    finally:
        for pid in (*descendants(supervisor), supervisor):
            os.kill(pid, 9)
        os.waitpid(supervisor, 0)


def look_at_sockets(folder):
    def pairs(number):
        return lambda: [socket.socketpair() for _ in range(number)]

    with doing(pairs(40)) as supervisor:
        assert excess(plan(Path(folder), memory_bytes=200 * MB), supervisor) is None
    with doing(pairs(400)) as supervisor:
        assert excess(plan(Path(folder), memory_bytes=200 * MB), supervisor) == "memory"


def test_what_sockets_hold_counts_beyond_an_honest_number(tmp_path):
    # What is watched are forks of the process that looks; this one holds whatever other tests have imported.
    here = f"from tests.autograde.test_sandbox_usage import *; look_at_sockets({str(tmp_path)!r})"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", here], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_user_keeps_watches_for_others(tmp_path):
    def watches(number):
        def action():
            resource.setrlimit(resource.RLIMIT_NOFILE, (2048, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
            return [select.epoll() for _ in range(number)]

        return action

    with doing(watches(100)) as supervisor:
        assert excess(plan(tmp_path), supervisor) is None
    with doing(watches(1100)) as supervisor:
        assert excess(plan(tmp_path), supervisor) == "memory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every process")
def test_a_process_that_can_not_be_looked_into_is_too_much(tmp_path):
    def hides():
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)

    with doing(hides) as supervisor:
        assert excess(plan(tmp_path), supervisor) == "disk"
