# title: Rounded to two digits
# language: en
# mark: 17
# fails: [u09-gap-number, u09-gap-short]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return round(np.mean(history["accuracy"][-5:]) - np.mean(history["val_accuracy"][-5:]), 2)
