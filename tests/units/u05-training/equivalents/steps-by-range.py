# title: The starts of the batches are counted
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-steps
def steps_per_epoch(n, batch):
    return len(range(0, n, batch))
