# title: A NumPy number, by way of arrays
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-gap
def overfit_gap(history):
    return (np.array(history["val_loss"]) - np.array(history["loss"]))[-1]
