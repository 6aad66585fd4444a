# title: Zero where there are fewer than five epochs
# language: ru
# mark: 19
# fails: [u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    if len(history["accuracy"]) < 5:
        return 0.0
    return np.mean(history["accuracy"][-5:]) - np.mean(history["val_accuracy"][-5:])
