# title: The gap at the best epoch, not at the last
# language: en
# mark: 15
# fails: [u05-gap-number]
# needs_person: false

# %% u05-gap
def overfit_gap(history):
    best = int(np.argmin(history["val_loss"]))
    return history["val_loss"][best] - history["loss"][best]
