"""Side by side, and nothing is lost with a process that is: it is run again, or set aside with a reason."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.errors import NeedsPerson
from autograde.job import Job, Limits
from autograde.kernel import MachineFailure
from autograde.kernels import client as kernels
from autograde.pool import Local, finished, slots_here
from tests.conftest import ROOT

LIMITS = Limits(cell_timeout_seconds=20, notebook_timeout_seconds=60)


def job(source):
    return Job(new_notebook(cells=[new_code_cell(source)]), limits=LIMITS, preload=kernels.COLD)


def said(result):
    return "".join(output.get("text", "") for output in result.notebook.cells[0].outputs)


def test_every_job_comes_back_with_its_own_result():
    jobs = [(f"s{number}", job(f"print({number})")) for number in range(7)]
    with Local(2, kernels.COLD, None) as pool:
        found = dict(finished(pool, jobs))
    assert {name: said(result) for name, result in found.items()} == {
        f"s{number}": f"{number}\n" for number in range(7)
    }


def test_jobs_are_asked_for_as_they_are_needed():
    asked = []

    def jobs():
        for number in range(12):
            asked.append(number)
            yield str(number), job("print(1)")

    with Local(2, kernels.COLD, None) as pool:
        for done, _ in enumerate(finished(pool, jobs()), 1):
            assert len(asked) <= done + 2 * pool.slots


def processes_of_a_pool(pool):
    return list(pool._executor._processes.values())


def test_a_process_that_is_killed_costs_nobody_a_result():
    jobs = [(f"s{number}", job(f"import time\ntime.sleep(1)\nprint({number})")) for number in range(6)]
    with Local(2, kernels.COLD, None) as pool:
        found = {}
        for name, result in finished(pool, jobs):
            if not found:
                os.kill(processes_of_a_pool(pool)[0].pid, signal.SIGKILL)
            found[name] = said(result)
    assert found == {f"s{number}": f"{number}\n" for number in range(6)}


class Fragile:
    """A pool whose process is lost whenever the job named `bad` is in it."""

    slots = 2

    def __init__(self):
        self.running = []
        self.restarts = 0

    def submit(self, job):
        future = Future()
        self.running.append(future)
        if job == "bad":
            for lost in self.running:
                lost.set_exception(BrokenProcessPool()) if not lost.done() else None
        else:
            threading.Timer(0.05, lambda: future.done() or future.set_result(job)).start()
        return future

    def restart(self):
        self.running = []
        self.restarts += 1


def test_a_job_that_kills_its_process_is_set_aside_and_the_others_are_run():
    pool = Fragile()
    found = dict(finished(pool, [(name, name) for name in ("a", "b", "bad", "c", "d", "e")]))
    assert isinstance(found.pop("bad"), MachineFailure)
    assert found == {name: name for name in "abcde"}
    assert pool.restarts == 3


class LostMeanwhile:
    """A pool whose process is lost once, when these jobs are done, while the caller is busy with a result."""

    slots = 2

    def __init__(self, done):
        self.done = done
        self.waiting = []
        self.broken = False
        self.restarts = 0

    def submit(self, job):
        if self.broken:
            raise BrokenProcessPool
        future = Future()
        if self.restarts or job in self.done:
            future.set_result(job)
        else:
            self.waiting.append(future)
        return future

    def lose(self):
        self.broken = True
        for future in self.waiting:
            future.set_exception(BrokenProcessPool())

    def restart(self):
        self.broken = False
        self.restarts += 1


@pytest.mark.parametrize("done", ["a", "abcd"])
def test_a_process_that_is_lost_while_the_caller_is_busy_costs_nobody_a_result(done):
    pool, found = LostMeanwhile(done), {}
    for name, result in finished(pool, [(name, name) for name in "abcdefgh"]):
        if not found:
            pool.lose()
        found[name] = result
    assert found == {name: name for name in "abcdefgh"}
    assert pool.restarts == 1


def test_when_the_fork_server_is_killed_the_next_jobs_get_another():
    with Local(2, kernels.COLD, None) as pool:
        jobs = [(f"s{number}", job("import time\ntime.sleep(0.5)\nprint('done')")) for number in range(8)]
        found = {}
        for name, result in finished(pool, jobs):
            if not found:
                server = kernels.shared(kernels.COLD)
                os.kill(server.process.pid, signal.SIGKILL)
            found[name] = result
    graded = {name: result for name, result in found.items() if not isinstance(result, MachineFailure)}
    assert {said(result) for result in graded.values()} == {"done\n"}
    assert len(graded) >= 2
    assert len(found) == 8


def test_a_fork_server_that_does_not_start_is_one_line_that_says_what_to_do(monkeypatch):
    def fail(preload):
        raise kernels.Unavailable("the fork server does not start: it says nothing")

    says = pytest.raises(NeedsPerson, match="does not start: it says nothing.*autograde doctor")
    with Local(1, kernels.COLD, None) as pool:
        monkeypatch.setattr(kernels, "shared", fail)
        with says:
            pool.restart()
    with says:
        Local(1, kernels.COLD, None)


def run_for_long():
    with Local(2, kernels.COLD, None) as pool:
        list(finished(pool, [(str(number), job("import time\ntime.sleep(15)")) for number in range(4)]))


def test_nothing_is_left_when_it_is_broken_off():
    threading.Timer(6, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        run_for_long()
    deadline = time.monotonic() + 10
    while (left := kernels_alive()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


KILLED = """
import os, signal
from autograde.kernels import client as kernels
from autograde.pool import Local
from tests.autograde.test_pool import job

pool = Local(2, kernels.COLD, None)
pool.submit(job("print(1)"))
print(*pool._executor._processes, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_grader_that_is_killed_while_its_processes_start_takes_them_along():
    done = subprocess.run(
        [sys.executable, "-c", KILLED], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    started = [int(pid) for pid in done.stdout.split()]
    assert done.returncode == -signal.SIGKILL
    assert started, done.stderr
    deadline = time.monotonic() + 30
    while (left := [pid for pid in started if psutil.pid_exists(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


ENDED = """
from autograde.kernels import client as kernels
from autograde.pool import Local
from tests.autograde.test_pool import job

with Local(2, kernels.COLD, None) as pool:
    for number in range(2):
        pool.submit(job("print(1)")).result()
    raise SystemExit("ended while its processes waited for work")
"""


def test_a_process_that_waits_for_work_ends_without_a_traceback():
    done = subprocess.run(
        [sys.executable, "-c", ENDED], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.stderr == "ended while its processes waited for work\n"


def kernels_alive():
    """Return the sandboxes below this process."""
    return [
        process
        for process in psutil.Process().children(recursive=True)
        if process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("autograde-super")
    ]


def test_this_machine_has_a_slot():
    assert 1 <= slots_here() <= (os.cpu_count() or 1)
