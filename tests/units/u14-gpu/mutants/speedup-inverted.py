# title: Divides the other way round
# language: ru
# mark: 15
# fails: [u14-speedup-ratio]
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return gpu_s / cpu_s
