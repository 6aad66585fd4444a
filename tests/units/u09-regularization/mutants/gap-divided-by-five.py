# title: Divided by five, however many epochs there are
# language: en
# mark: 19
# fails: [u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return (sum(history["accuracy"][-5:]) - sum(history["val_accuracy"][-5:])) / 5
