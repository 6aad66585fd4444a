# title: The last epoch alone
# language: ru
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return history["accuracy"][-1] - history["val_accuracy"][-1]
