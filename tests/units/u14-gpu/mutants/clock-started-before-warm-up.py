# title: Starts the clock before the warm-up
# language: ru
# mark: 14
# fails: [u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    start = time.perf_counter()
    fn().numpy()
    for _ in range(runs):
        fn().numpy()
    return (time.perf_counter() - start) / runs
