# title: The mean of the differences
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.mean(np.array(history["accuracy"][-5:]) - np.array(history["val_accuracy"][-5:]))
