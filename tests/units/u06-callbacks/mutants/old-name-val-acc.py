# title: monitor has the old name val_acc
# language: en
# mark: 16
# fails: [u06-stopping-epoch, u06-stopping-weights]
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping(monitor="val_acc", patience=5, restore_best_weights=True)
