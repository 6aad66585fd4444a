import time
import timeit
from datetime import datetime
from time import perf_counter

import numpy as np
import pytest
import tensorflow as tf

from grader_tests import check_benchmark
from grader_tests.scripted_time import measure

SCRIPTS = {
    "at-once": {"first": 0.0, "seconds": (0.2, 0.3, 0.7), "counted": True},
    "slow-first": {"first": 5.0, "seconds": (0.2, 0.3, 0.7)},
    "asynchronous": {"first": 0.0, "seconds": (0.2, 0.3, 0.7), "asynchronous": True},
    "both": {"first": 5.0, "seconds": (0.2, 0.6), "asynchronous": True},
}


def made(
    clock=time.perf_counter,
    wait=lambda result: result.numpy(),
    after=lambda seconds, runs: seconds / runs,
    warm=True,
):
    def benchmark(fn, runs):
        if warm:
            wait(fn())
        start = clock()
        for _ in range(runs):
            wait(fn())
        return after(clock() - start, runs)

    return benchmark


def awaited_once(fn, runs):
    fn().numpy()
    start = time.perf_counter()
    for _ in range(runs):
        result = fn()
    result.numpy()
    return (time.perf_counter() - start) / runs


def each(chosen):
    def benchmark(fn, runs):
        fn().numpy()
        found = []
        for _ in range(runs):
            start = perf_counter()
            fn().numpy()
            found.append(perf_counter() - start)
        return chosen(found)

    return benchmark


def by_dates(fn, runs):
    fn().numpy()
    start = datetime.now()
    for _ in range(runs):
        fn().numpy()
    return (datetime.now() - start).total_seconds() / runs


RIGHT = {
    "numpy": made(lambda: time.perf_counter()),
    "clock-by-name": made(lambda: perf_counter()),
    "wall-clock": made(lambda: time.time()),
    "monotonic": made(lambda: time.monotonic()),
    "nanoseconds": made(lambda: time.perf_counter_ns() / 1e9),
    "float": made(lambda: time.perf_counter(), float),
    "array": made(lambda: time.perf_counter(), np.asarray),
    "printed": made(lambda: time.perf_counter(), print),
    "sync-devices": made(lambda: time.perf_counter(), lambda _: tf.test.experimental.sync_devices()),
    "awaited-once": awaited_once,
    "mean": each(np.mean),
    "median": each(np.median),
    "minimum": each(min),
    "timeit": lambda fn, runs: [fn().numpy(), timeit.timeit(lambda: fn().numpy(), number=runs) / runs][1],
    "repeat": lambda fn, runs: [
        fn().numpy(),
        min(timeit.repeat(lambda: fn().numpy(), number=1, repeat=runs)),
    ][1],
    "dates": by_dates,
}
# Each with the scripts that must find it out.
WRONG = {
    "no-warm-up": (
        made(lambda: time.perf_counter(), warm=False),
        {"at-once", "slow-first", "asynchronous", "both"},
    ),
    "no-waiting": (made(lambda: time.perf_counter(), lambda result: None), {"asynchronous", "both"}),
    "total": (made(lambda: time.perf_counter(), after=lambda s, runs: s), set(SCRIPTS)),
    "whole-seconds": (made(lambda: time.perf_counter(), after=lambda s, runs: int(s / runs)), set(SCRIPTS)),
    "milliseconds": (made(lambda: time.perf_counter(), after=lambda s, runs: 1000 * s / runs), set(SCRIPTS)),
    "processor": (made(lambda: time.process_time()), set(SCRIPTS)),
    "slowest": (each(max), set(SCRIPTS)),
    "all": (each(list), set(SCRIPTS)),
    "text": (lambda fn, runs: "0.4", set(SCRIPTS)),
    "nan": (lambda fn, runs: float("nan"), set(SCRIPTS)),
    "nothing": (lambda fn, runs: None, set(SCRIPTS)),
    "the-result": (lambda fn, runs: fn(), set(SCRIPTS)),
}


def warm_up_not_awaited(fn, runs):
    fn()
    start = time.perf_counter()
    for _ in range(runs):
        fn().numpy()
    return (time.perf_counter() - start) / runs


WRONG["warm-up-not-awaited"] = (warm_up_not_awaited, {"both"})


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("benchmark", RIGHT.values(), ids=RIGHT)
def test_right_methods_measure_what_the_script_says(benchmark, script):
    check_benchmark(benchmark, **script, task=1)


@pytest.mark.parametrize(("benchmark", "found_by"), WRONG.values(), ids=WRONG)
def test_each_bad_habit_is_found_by_its_scripts_and_no_other(benchmark, found_by, refused):
    for name, script in SCRIPTS.items():
        if name in found_by:
            refused(check_benchmark, benchmark, **script)
        else:
            check_benchmark(benchmark, **script, task=1)


def test_no_real_time_passes_and_the_clocks_are_what_they_were():
    kept = time.perf_counter, time.time, time.sleep, timeit.default_timer, timeit.Timer.__init__.__defaults__
    before = perf_counter()

    def sleeping(fn, runs):
        time.sleep(1000)
        return each(min)(fn, runs)

    check_benchmark(sleeping, first=5000.0, seconds=(1000.0, 2000.0), task=1)
    assert perf_counter() - before < 10
    now = time.perf_counter, time.time, time.sleep, timeit.default_timer, timeit.Timer.__init__.__defaults__
    assert now == kept


def test_a_clock_among_the_defaults_is_the_scripts_too():
    def benchmark(fn, runs, clock=perf_counter):
        fn().numpy()
        start = clock()
        for _ in range(runs):
            fn().numpy()
        return (clock() - start) / runs

    assert measure(benchmark, 5.0, [2.0, 4.0], False)["returned"] == pytest.approx(3.0, abs=0.01)
    assert benchmark.__defaults__ == (perf_counter,)


def test_an_error_leaves_the_clocks_alone(refused):
    refused(check_benchmark, lambda fn, runs: 1 / 0, first=1.0, seconds=(1.0,))
    assert time.perf_counter is perf_counter
