# title: The names tell the loss, not the epoch
# language: ru
# mark: 18
# fails: [u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint(folder + "/model-{val_loss:.3f}.keras", save_best_only=True)
