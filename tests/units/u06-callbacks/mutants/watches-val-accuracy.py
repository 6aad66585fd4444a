# title: Early stopping watches val_accuracy
# language: en
# mark: 18
# fails: [u06-stopping-epoch]
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5, restore_best_weights=True)
