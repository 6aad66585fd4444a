# title: Returns the seconds saved, not a ratio
# language: ru
# mark: 15
# fails: [u14-speedup-ratio]
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return cpu_s - gpu_s
