# title: The largest val_loss is best
# language: en
# mark: 19
# fails: [u10-tuner-objective]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model,
        objective=keras_tuner.Objective("val_loss", direction="max"),
        max_trials=6,
        directory=folder,
        overwrite=True,
    )
