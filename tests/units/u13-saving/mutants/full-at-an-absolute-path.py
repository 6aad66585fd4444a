# title: An absolute path, whatever name is handed over
# language: en
# mark: 16
# fails: [u13-full-file, u13-full-optimizer]
# needs_person: false

# %% u13-full
import os


def save_full(model, path):
    model.save(os.path.abspath("model.keras"))
