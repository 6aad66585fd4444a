# title: One step is always added, even where no row is left over
# language: en
# mark: 15
# fails: [u05-steps-count]
# needs_person: false

# %% u05-steps
def steps_per_epoch(n, batch):
    return n // batch + 1
