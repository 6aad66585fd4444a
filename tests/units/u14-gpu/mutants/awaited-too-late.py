# title: Stops the clock, then waits for the result
# language: ru
# mark: 14
# fails: [u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        result = fn()
        seconds.append(time.perf_counter() - start)
        result.numpy()
    return sum(seconds) / runs
