# title: The sign of the gap is dropped
# language: ru
# mark: 15
# fails: [u05-gap-number]
# needs_person: false

# %% u05-gap
def overfit_gap(history):
    return abs(history["val_loss"][-1] - history["loss"][-1])
