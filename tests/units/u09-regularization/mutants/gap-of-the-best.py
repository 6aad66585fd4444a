# title: The best epoch of each
# language: ru
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return max(history["accuracy"][-5:]) - max(history["val_accuracy"][-5:])
