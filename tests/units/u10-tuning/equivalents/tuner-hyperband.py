# title: A short Hyperband
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.Hyperband(
        ready_model, objective="val_loss", max_epochs=3, factor=3, directory=folder, overwrite=True
    )
