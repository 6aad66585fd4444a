# title: The highest val_loss is taken for the best
# language: en
# mark: 14
# fails: [u05-best-number]
# needs_person: false

# %% u05-best
def best_epoch(history):
    return int(np.argmax(history["val_loss"])) + 1
