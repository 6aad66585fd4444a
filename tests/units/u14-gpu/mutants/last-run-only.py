# title: Starts the clock anew in each run and returns the last one
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    for _ in range(runs):
        start = time.perf_counter()
        fn().numpy()
        seconds = time.perf_counter() - start
    return seconds
