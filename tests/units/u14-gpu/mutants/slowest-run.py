# title: Returns the slowest run
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        fn().numpy()
        seconds.append(time.perf_counter() - start)
    return max(seconds)
