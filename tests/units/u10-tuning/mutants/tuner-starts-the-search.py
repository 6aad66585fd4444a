# title: The search runs at once
# language: ru
# mark: 16
# fails: [u10-tuner-space, u10-tuner-objective, u10-tuner-trials, u10-tuner-folder]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    tuner = keras_tuner.RandomSearch(ready_model, objective="val_loss", max_trials=6, directory=folder)
    tuner.search(x_train, y_train, epochs=1)
