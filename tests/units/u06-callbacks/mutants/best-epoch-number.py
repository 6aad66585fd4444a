# title: The position of the lowest val_loss in place of its value
# language: ru
# mark: 19
# fails: [u06-best-value]
# needs_person: false

# %% u06-best
def best_val_loss(history):
    return np.argmin(history["val_loss"])
