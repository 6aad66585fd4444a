"""A stand-in for multiprocessing's semaphores does what they do."""

import _multiprocessing
import os
import threading
import time

import pytest

from autograde.kernels.semaphores import Semaphore


@pytest.fixture(params=[Semaphore, _multiprocessing.SemLock], ids=["ours", "Python's"])
def made(request):
    def make(kind, value, maxvalue):
        return request.param(kind, value, maxvalue, f"/autograde-{os.getpid()}-{time.monotonic_ns()}", True)

    return make


def test_a_semaphore_counts_down_to_zero_and_up_to_its_most(made):
    semaphore = made(1, 2, 2)
    assert semaphore.acquire()
    assert not semaphore._is_zero()
    assert semaphore.acquire(False)
    assert (semaphore._is_zero(), semaphore._count()) == (True, 2)
    assert not semaphore.acquire(False)
    started = time.monotonic()
    assert not semaphore.acquire(True, 0.1)
    assert 0.05 < time.monotonic() - started < 5
    semaphore.release()
    assert semaphore.acquire(True, 0.1)


def test_a_lock_is_released_once(made):
    lock = made(1, 1, 1)
    with lock:
        assert lock._is_zero()
    with pytest.raises(ValueError, match="too many times"):
        lock.release()


def test_a_recursive_lock_is_its_threads(made):
    lock = made(0, 1, 1)
    with lock:
        assert lock.acquire()
        assert (lock._is_mine(), lock._count()) == (True, 2)
        found = []
        thread = threading.Thread(target=lambda: found.append((lock.acquire(False), lock._is_mine())))
        thread.start()
        thread.join()
        assert found == [(False, False)]
        lock.release()
    with pytest.raises(AssertionError):
        lock.release()


def test_a_fork_shares_it_and_waits(made):
    lock = made(1, 0, 1)
    if os.fork() == 0:
        time.sleep(0.1)
        lock.release()
        os._exit(0)
    assert lock.acquire(True, 10)
    os.wait()


def test_one_that_is_found_by_name_is_refused():
    with pytest.raises(PermissionError, match="forked"):
        Semaphore(1, 1, 1, "/x", False)
