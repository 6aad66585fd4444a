# title: Four epochs
# language: en
# mark: 18
# fails: [u09-gap-number]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.mean(history["accuracy"][-4:]) - np.mean(history["val_accuracy"][-4:])
