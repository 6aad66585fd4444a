# title: A file after each epoch, better or not
# language: ru
# mark: 18
# fails: [u06-checkpoint-epochs]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint(folder + "/model-{epoch:03d}.keras", monitor="val_loss")
