# title: A difference for each epoch
# language: ru
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return np.array(history["accuracy"][-5:]) - np.array(history["val_accuracy"][-5:])
