# title: The ratio of runs per second
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return (1 / gpu_s) / (1 / cpu_s)
