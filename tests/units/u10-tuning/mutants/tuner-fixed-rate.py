# title: The learning rate is fixed in the tuner
# language: en
# mark: 18
# fails: [u10-tuner-space, u10-tuner-trials]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    hp = keras_tuner.HyperParameters()
    hp.Fixed("rate", 0.1)
    return keras_tuner.RandomSearch(
        ready_model, objective="val_loss", max_trials=4, hyperparameters=hp, directory=folder, overwrite=True
    )
