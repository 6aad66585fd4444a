# title: A class of one's own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-hyperband
class Band(keras_tuner.Hyperband):
    """Six epochs at most."""


def make_hyperband(folder):
    return Band(ready_model, "val_loss", 6, 3, 1, seed=7, directory=folder, overwrite=True)
