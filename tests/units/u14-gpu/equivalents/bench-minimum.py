# title: The fastest of the runs
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    float(fn())
    best = float("inf")
    for _ in range(runs):
        start = time.monotonic()
        float(fn())
        best = min(best, time.monotonic() - start)
    return best
