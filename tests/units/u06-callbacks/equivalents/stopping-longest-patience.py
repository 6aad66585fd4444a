# title: patience 8, the default of monitor
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    # monitor по умолчанию и так val_loss
    return keras.callbacks.EarlyStopping(patience=8, restore_best_weights=True)
