# title: The objective as an object; a project name
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model,
        objective=keras_tuner.Objective("val_loss", "min"),
        max_trials=6,
        directory=folder,
        project_name="wine",
        overwrite=True,
    )
