# title: Early stopping watches the training loss
# language: ru
# mark: 18
# fails: [u06-stopping-epoch]
# needs_person: false
# demo: true

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping(monitor="loss", patience=5, restore_best_weights=True)
