# title: Random search in its place
# language: ru
# mark: 19
# fails: [u10-hyperband-plan]
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.RandomSearch(
        ready_model, objective="val_loss", max_trials=10, directory=folder, overwrite=True
    )
