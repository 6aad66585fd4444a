# title: Old records of the project are loaded
# language: ru
# mark: 19
# fails: [u10-tuner-folder]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model,
        objective="val_loss",
        max_trials=6,
        directory=folder,
        project_name="wine",
        overwrite=False,
    )
