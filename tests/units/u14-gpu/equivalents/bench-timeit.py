# title: By timeit
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
import timeit


def benchmark(fn, runs):
    fn().numpy()
    return timeit.timeit(lambda: fn().numpy(), number=runs) / runs
