# title: The last val_loss in place of the lowest
# language: ru
# mark: 19
# fails: [u06-best-value]
# needs_person: false

# %% u06-best
def best_val_loss(history):
    return history["val_loss"][-1]
