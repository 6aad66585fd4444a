# title: By the difference of two dates
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
from datetime import datetime


def benchmark(fn, runs):
    fn().numpy()
    start = datetime.now()
    for _ in range(runs):
        fn().numpy()
    return (datetime.now() - start).total_seconds() / runs
