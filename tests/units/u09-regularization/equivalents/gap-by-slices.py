# title: Places counted from the front, as a NumPy array
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    start = max(len(history["accuracy"]) - 5, 0)
    return np.array(history["accuracy"])[start:].mean() - np.array(history["val_accuracy"])[start:].mean()
