# title: The sum in place of the mean
# language: ru
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return sum(history["accuracy"][-5:]) - sum(history["val_accuracy"][-5:])
