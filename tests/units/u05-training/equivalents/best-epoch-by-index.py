# title: The list's own index and min
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-best
def best_epoch(history):
    losses = list(history["val_loss"])
    return losses.index(min(losses)) + 1
