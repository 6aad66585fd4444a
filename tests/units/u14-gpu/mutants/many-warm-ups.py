# title: Warms up three times
# language: ru
# mark: 15
# fails: [u14-benchmark-runs]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    for _ in range(3):
        fn().numpy()
    start = time.perf_counter()
    for _ in range(runs):
        fn().numpy()
    return (time.perf_counter() - start) / runs
