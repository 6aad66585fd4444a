# title: The class is returned, not a callback
# language: ru
# mark: 16
# fails: [u06-stopping-epoch, u06-stopping-weights]
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    return keras.callbacks.EarlyStopping
