"""A cluster gives the same results as this machine, whatever its workers do."""

import errno
import os
import sys
import time
from dataclasses import replace
from types import ModuleType

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde import versions
from autograde.cluster import Cluster
from autograde.errors import NeedsPerson
from autograde.job import Job, Limits
from autograde.kernels import client as kernels
from autograde.pool import finished
from autograde.store import Store
from bench.machines import Machines

LIMITS = Limits(cell_timeout_seconds=20, notebook_timeout_seconds=60)


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    with Machines(tmp_path_factory.mktemp("cluster"), workers=2) as found:
        yield found


def job(source):
    return Job(new_notebook(cells=[new_code_cell(source)]), limits=LIMITS, preload=kernels.COLD)


def said(result):
    return "".join(output.get("text", "") for output in result.notebook.cells[0].outputs)


def test_results_come_back_and_what_is_to_be_stored_is_stored_here(machines, tmp_path):
    store = Store(tmp_path / "store")
    jobs = [(str(number), job(f"print({number})")) for number in range(4)]
    with Cluster(machines.address, store) as cluster:
        found = dict(finished(cluster, jobs))
        assert {name: said(result) for name, result in found.items()} == {str(n): f"{n}\n" for n in range(4)}
        assert [entry.kind for entry in store.entries()] == ["answers"] * 4
        again = dict(finished(cluster, jobs))
    assert [result.student_cpu_seconds for result in again.values()] == [0] * 4


def test_a_worker_that_is_killed_costs_nobody_a_result(machines):
    jobs = [(str(number), job(f"import time\ntime.sleep(1)\nprint({number})")) for number in range(6)]
    with Cluster(machines.address, None) as cluster:
        found = {}
        for name, result in finished(cluster, jobs):
            if not found:
                machines.kill_a_worker()
            found[name] = said(result)
    assert found == {str(number): f"{number}\n" for number in range(6)}


def test_the_courses_files_are_not_lost_with_the_only_worker_that_has_them(tmp_path):
    read = replace(job("print(open('rows.txt').read())"), files={"rows.txt": b"1"}, course_files={"a": b"2"})
    found = {}
    with Machines(tmp_path, workers=1) as machines, Cluster(machines.address, None) as cluster:
        for name, result in finished(cluster, [(name, read) for name in "abc"]):
            if not found:
                machines.kill_a_worker()
            found[name] = said(result)
    assert found == dict.fromkeys("abc", "1\n")


def test_when_the_scheduler_goes_what_is_done_stays_and_the_rest_is_one_line(tmp_path):
    jobs = [(str(number), job(f"import time\ntime.sleep(1)\nprint({number})")) for number in range(6)]
    found = {}

    def grade_until_it_goes(machines, cluster):
        for name, result in finished(cluster, jobs):
            found[name] = said(result)
            machines.scheduler.kill()

    gone = pytest.raises(NeedsPerson, match=r"scheduler at .* has gone")
    with Machines(tmp_path, workers=1) as machines, Cluster(machines.address, None) as cluster, gone:
        grade_until_it_goes(machines, cluster)
    assert found == {"0": "0\n"}


def test_a_scheduler_that_goes_between_two_jobs_is_one_line(tmp_path):
    gone = pytest.raises(NeedsPerson, match=r"scheduler at .* has gone")
    with Machines(tmp_path, workers=1) as machines, Cluster(machines.address, None) as cluster:
        machines.scheduler.kill()
        with gone:
            cluster.submit(replace(job("print(1)"), gpu=True)).result(60)
        with gone:  # Dask looks for it meanwhile
            cluster.submit(job("print(1)")).result(60)
        while cluster._client.status != "closed":
            time.sleep(0.2)
        with gone:
            cluster.submit(job("print(1)")).result(60)


def test_a_full_disk_here_is_not_a_scheduler_that_has_gone(machines, tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Store, "put", fail)
    with Cluster(machines.address, Store(tmp_path / "store")) as cluster:
        error = cluster.submit(job("print(1)")).exception(60)
    assert isinstance(error, OSError)
    assert error.errno == errno.ENOSPC


def test_a_worker_without_this_project_is_refused_by_name(machines, monkeypatch):
    project = ModuleType("installed_here_only")
    exec("def packages(): return {}", vars(project))
    monkeypatch.setitem(sys.modules, project.__name__, project)
    monkeypatch.setattr(versions, "packages", project.packages)
    with pytest.raises(NeedsPerson, match=r"The worker tcp://.*installed_here_only.*install this project"):
        Cluster(machines.address, None)


def test_a_worker_with_other_packages_is_refused_by_name(machines, monkeypatch):
    from autograde import cluster

    monkeypatch.setattr(cluster, "packages", _other_packages)
    with pytest.raises(NeedsPerson, match=r"is not as this machine \(.*keras"):
        Cluster(machines.address, None)


def _other_packages():
    return versions.packages() | {"keras": "0.1"}


def test_without_a_scheduler_it_says_where_to_look():
    with pytest.raises(NeedsPerson, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9", None)


def test_a_job_that_wants_a_card_goes_to_a_worker_that_offers_one_or_else_to_any(machines, tmp_path):
    wanting = replace(job("print('card')"), gpu=True)
    with Cluster(machines.address, None) as cluster:  # no worker here offers one
        assert said(dict(finished(cluster, [("a", wanting)]))["a"]) == "card\n"
    with Machines(tmp_path, workers=2, offers=("", "GPU=1")) as some, Cluster(some.address, None) as cluster:
        assert cluster._has_gpu()
        jobs = [(str(number), replace(job(f"print({number})"), gpu=True)) for number in range(3)]
        assert {name: said(result) for name, result in finished(cluster, jobs)} == {
            str(number): f"{number}\n" for number in range(3)
        }


def test_when_the_worker_that_offers_a_card_leaves_its_jobs_are_run_without(tmp_path):
    soon = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT": "1s"}
    jobs = [(str(number), replace(job(f"print({number})"), gpu=True)) for number in range(6)]
    found = {}
    with Machines(tmp_path, 2, soon, ("", "GPU=1")) as some, Cluster(some.address, None) as cluster:
        for name, result in finished(cluster, jobs):
            if not found:
                some.end_a_worker(1)
            found[name] = said(result)
    assert found == {str(number): f"{number}\n" for number in range(6)}
