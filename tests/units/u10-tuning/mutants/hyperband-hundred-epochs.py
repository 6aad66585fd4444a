# title: A hundred epochs, as by default
# language: ru
# mark: 19
# fails: [u10-hyperband-plan]
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.Hyperband(
        ready_model, objective="val_loss", factor=3, directory=folder, overwrite=True
    )
