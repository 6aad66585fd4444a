# title: No warm-up run
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    start = time.perf_counter()
    for _ in range(runs):
        fn().numpy()
    return (time.perf_counter() - start) / runs
