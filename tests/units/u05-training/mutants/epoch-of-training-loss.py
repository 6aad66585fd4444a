# title: The epoch of the lowest training loss
# language: ru
# mark: 14
# fails: [u05-best-number]
# needs_person: false

# %% u05-best
def best_epoch(history):
    return int(np.argmin(history["loss"])) + 1
