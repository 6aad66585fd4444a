# title: A clock imported by its name, in nanoseconds
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
from time import perf_counter_ns


def benchmark(fn, runs):
    np.asarray(fn())
    start = perf_counter_ns()
    for _ in range(runs):
        np.asarray(fn())
    return (perf_counter_ns() - start) / runs / 1e9
