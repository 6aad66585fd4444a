# title: The objective is the training loss
# language: en
# mark: 19
# fails: [u10-hyperband-records]
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.Hyperband(
        ready_model, objective="loss", max_epochs=6, factor=3, directory=folder, overwrite=True
    )
