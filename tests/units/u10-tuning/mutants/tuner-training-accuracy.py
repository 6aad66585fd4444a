# title: The objective is the accuracy on the training set
# language: ru
# mark: 19
# fails: [u10-tuner-objective]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch(
        ready_model, objective="accuracy", max_trials=6, directory=folder, overwrite=True
    )
