# title: A path object, and the name is returned
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-full
from pathlib import Path


def save_full(model, path):
    file = Path(path + ".keras")
    model.save(file)
    return file
