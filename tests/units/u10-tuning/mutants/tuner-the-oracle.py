# title: The tuner's oracle in place of the tuner
# language: ru
# mark: 16
# fails: [u10-tuner-space, u10-tuner-objective, u10-tuner-trials, u10-tuner-folder]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model, objective="val_loss", max_trials=6, directory=folder, overwrite=True
    ).oracle
