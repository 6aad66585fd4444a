# title: Patience of ten epochs
# language: ru
# mark: 18
# fails: [u06-stopping-epoch]
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, restore_best_weights=True)
