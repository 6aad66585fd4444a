# title: The whole model, renamed
# language: ru
# mark: 17
# fails: [u13-weights-file]
# needs_person: false

# %% u13-weights
import os


def save_weights(model, path):
    model.save(path + ".keras")
    os.rename(path + ".keras", path + ".weights.h5")
