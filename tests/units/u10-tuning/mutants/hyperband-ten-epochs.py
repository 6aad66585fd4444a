# title: Ten epochs at most
# language: en
# mark: 19
# fails: [u10-hyperband-plan]
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.Hyperband(
        ready_model, objective="val_loss", max_epochs=10, factor=3, directory=folder, overwrite=True
    )
