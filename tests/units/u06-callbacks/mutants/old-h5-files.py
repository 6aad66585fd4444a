# title: The seed's file name, .h5
# language: en
# mark: 16
# fails: [u06-checkpoint-epochs, u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint(
        folder + "/model-{epoch:03d}.h5", save_best_only=True, monitor="val_loss", mode="min"
    )
