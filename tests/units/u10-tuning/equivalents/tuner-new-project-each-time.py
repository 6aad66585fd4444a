# title: A new project in the folder each time
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    import pathlib
    import uuid

    place = pathlib.Path(folder) / "records"
    return keras_tuner.RandomSearch(
        ready_model,
        "val_loss",
        max_trials=8,
        executions_per_trial=2,
        directory=place,
        project_name=uuid.uuid4().hex,
    )
