# title: Cuts the ratio to a whole number, as the old notebook did
# language: ru
# mark: 15
# fails: [u14-speedup-ratio]
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return int(cpu_s / gpu_s)
