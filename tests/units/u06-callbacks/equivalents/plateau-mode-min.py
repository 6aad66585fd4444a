# title: mode and cooldown written out, verbose
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-plateau
from keras.callbacks import ReduceLROnPlateau


def make_lr_plateau():
    return ReduceLROnPlateau(
        monitor="val_loss",
        mode="min",
        factor=1 / 2,
        patience=2,
        min_delta=0,
        cooldown=0,
        min_lr=1e-3,
        verbose=1,
    )
