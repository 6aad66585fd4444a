# title: By NumPy
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-speedup
def speedup(cpu_s, gpu_s):
    return np.divide(cpu_s, gpu_s)
