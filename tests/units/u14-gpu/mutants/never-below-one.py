# title: Says 1 where the GPU is slower
# language: ru
# mark: 15
# fails: [u14-speedup-ratio]
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return max(cpu_s / gpu_s, 1.0)
