# title: Saves to a folder of its own choice
# language: ru
# mark: 16
# fails: [u06-checkpoint-epochs, u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint("checkpoints/model-{epoch:03d}.keras", save_best_only=True)
