# title: The old format, renamed to .keras
# language: ru
# mark: 16
# fails: [u13-full-file, u13-full-optimizer]
# needs_person: false

# %% u13-full
import os


def save_full(model, path):
    model.save(path + ".h5")
    os.rename(path + ".h5", path + ".keras")
