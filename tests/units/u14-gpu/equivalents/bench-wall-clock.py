# title: By time.time and a helper
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
def seconds_of(fn):
    start = time.time()
    keras.ops.convert_to_numpy(fn())
    return time.time() - start


def benchmark(fn, runs):
    seconds_of(fn)
    return sum(seconds_of(fn) for _ in range(runs)) / runs
