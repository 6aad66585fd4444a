# title: A path object
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-reload
from pathlib import Path


def reload(path):
    return keras.saving.load_model(Path(path))
