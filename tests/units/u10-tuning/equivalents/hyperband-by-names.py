# title: All by name, the objective as an object
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.Hyperband(
        hypermodel=ready_model,
        objective=keras_tuner.Objective("val_loss", direction="min"),
        max_epochs=6,
        directory=folder,
        project_name="band",
        overwrite=True,
    )
