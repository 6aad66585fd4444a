# title: Counts the processor's time, in which waiting does not show
# language: ru
# mark: 13
# fails: [u14-benchmark-runs, u14-benchmark-method]
# needs_person: false

# %% u14-benchmark
def benchmark(fn, runs):
    fn().numpy()
    start = time.process_time()
    for _ in range(runs):
        fn().numpy()
    return (time.process_time() - start) / runs
