# title: Counts the warm-up as the first of the runs that it divides by
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    start = time.perf_counter()
    for _ in range(runs - 1):
        fn().numpy()
    return (time.perf_counter() - start) / runs
