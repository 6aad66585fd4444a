# title: Early stopping leaves the weights of the last epoch
# language: ru
# mark: 18
# fails: [u06-stopping-weights]
# needs_person: false
# demo: true

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
