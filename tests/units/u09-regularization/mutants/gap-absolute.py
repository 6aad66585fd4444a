# title: The size of the difference without its sign
# language: en
# mark: 18
# fails: [u09-gap-number]
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    return abs(np.mean(history["accuracy"][-5:]) - np.mean(history["val_accuracy"][-5:]))
