# title: The class in place of an object
# language: en
# mark: 16
# fails: [u10-tuner-space, u10-tuner-objective, u10-tuner-trials, u10-tuner-folder]
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.RandomSearch
