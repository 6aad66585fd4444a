# title: The functions of keras.saving, and a path object
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u01-save
from pathlib import Path


def save_and_reload(model, path):
    file = Path(path)
    keras.saving.save_model(model, file)
    return keras.saving.load_model(file, compile=False)
