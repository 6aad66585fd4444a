# title: A hundred trials
# language: en
# mark: 19
# fails: [u10-tuner-trials]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model, objective="val_loss", max_trials=100, directory=folder, overwrite=True
    )
