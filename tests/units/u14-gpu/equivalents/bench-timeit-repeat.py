# title: By timeit.repeat, the smallest
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
from timeit import repeat


def benchmark(fn, runs):
    fn().numpy()
    return min(repeat(lambda: fn().numpy(), number=1, repeat=runs))
