# title: It expects the History object
# language: en
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.mean(history.history["accuracy"][-5:]) - np.mean(history.history["val_accuracy"][-5:])
