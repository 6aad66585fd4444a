# title: Waits for the warm-up and for no other run
# language: ru
# mark: 14
# fails: [u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    start = time.perf_counter()
    for _ in range(runs):
        fn()
    return (time.perf_counter() - start) / runs
