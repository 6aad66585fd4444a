# title: Makes one run, whatever is asked for
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    start = time.perf_counter()
    fn().numpy()
    return time.perf_counter() - start
