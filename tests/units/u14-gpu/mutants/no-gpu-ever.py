# title: Says that there is no GPU, whatever the machine
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    return False
