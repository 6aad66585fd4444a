# title: A path object, epoch and loss in the name
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-checkpoint
from pathlib import Path


def make_checkpoint(folder):
    name = "{epoch}_{val_loss:.4f}.keras"
    return keras.callbacks.ModelCheckpoint(Path(folder) / name, mode="min", save_best_only=True)
