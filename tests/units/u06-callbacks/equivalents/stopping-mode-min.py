# title: mode written out, patience 3
# language: en
# mark: 20
# fails: []
# needs_person: false
# demo: true

# %% u06-stopping
from keras.callbacks import EarlyStopping


def make_early_stopping():
    return EarlyStopping("val_loss", patience=3, mode="min", verbose=1, restore_best_weights=True)
