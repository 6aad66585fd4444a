# title: A grid of eight
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.GridSearch(
        ready_model, objective="val_loss", max_trials=8, directory=folder, overwrite=True
    )
