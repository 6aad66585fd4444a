# title: The lowest value found in a loop
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-best
def best_val_loss(history):
    lowest = history["val_loss"][0]
    for value in history["val_loss"]:
        if value < lowest:
            lowest = value
    return lowest
