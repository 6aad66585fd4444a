# title: val_loss is subtracted from loss
# language: en
# mark: 15
# fails: [u05-gap-number]
# needs_person: false

# %% u05-gap
def overfit_gap(history):
    return history["loss"][-1] - history["val_loss"][-1]
