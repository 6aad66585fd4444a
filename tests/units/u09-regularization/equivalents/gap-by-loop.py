# title: A loop from the end
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u09-gap
def generalisation_gap(history):
    count = min(5, len(history["accuracy"]))
    total = 0.0
    for back in range(1, count + 1):
        total += history["accuracy"][-back] - history["val_accuracy"][-back]
    return total / count
