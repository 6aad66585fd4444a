# title: Sums divided by the number of epochs
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    first = history["accuracy"][-5:]
    second = history["val_accuracy"][-5:]
    return sum(first) / len(first) - sum(second) / len(second)
