# title: Counts the warm-up as one of the runs
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        fn().numpy()
        seconds.append(time.perf_counter() - start)
    return np.mean(seconds)
