# title: The whole plan twice
# language: ru
# mark: 19
# fails: [u10-hyperband-plan]
# needs_person: false

# %% u10-hyperband
def make_hyperband(folder):
    return keras_tuner.Hyperband(
        ready_model,
        objective="val_loss",
        max_epochs=6,
        factor=3,
        hyperband_iterations=2,
        directory=folder,
        overwrite=True,
    )
