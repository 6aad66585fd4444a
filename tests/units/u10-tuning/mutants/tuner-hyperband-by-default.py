# title: Hyperband with a hundred epochs
# language: ru
# mark: 19
# fails: [u10-tuner-trials]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.Hyperband(
        ready_model, objective="val_loss", factor=3, directory=folder, overwrite=True
    )
