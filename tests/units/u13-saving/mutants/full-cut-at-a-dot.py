# title: What follows a dot in the name is lost
# language: ru
# mark: 18
# fails: [u13-full-file]
# needs_person: false

# %% u13-full
from pathlib import Path


def save_full(model, path):
    model.save(Path(path).with_suffix(".keras"))
