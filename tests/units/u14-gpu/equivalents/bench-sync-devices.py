# title: Waits by sync_devices
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn()
    tf.test.experimental.sync_devices()
    start = time.perf_counter()
    for _ in range(runs):
        fn()
        tf.test.experimental.sync_devices()
    return (time.perf_counter() - start) / runs
