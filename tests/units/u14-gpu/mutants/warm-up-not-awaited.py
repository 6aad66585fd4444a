# title: Starts the clock while the warm-up is still going on
# language: ru
# mark: 14
# fails: [u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn()
    start = time.perf_counter()
    for _ in range(runs):
        fn().numpy()
    return (time.perf_counter() - start) / runs
