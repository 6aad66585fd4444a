# title: Waits for the last result, which comes after all others
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    start = time.perf_counter()
    for _ in range(runs):
        result = fn()
    result.numpy()
    return (time.perf_counter() - start) / runs
