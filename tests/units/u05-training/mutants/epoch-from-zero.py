# title: The best epoch is counted from zero
# language: ru
# mark: 14
# fails: [u05-best-number]
# needs_person: false

# %% u05-best
def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
