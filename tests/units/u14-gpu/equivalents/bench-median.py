# title: The median of the runs
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        fn().numpy()
        seconds.append(time.perf_counter() - start)
    return np.median(seconds)
