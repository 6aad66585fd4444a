# title: The checkpoint watches the training loss
# language: en
# mark: 18
# fails: [u06-checkpoint-epochs]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    path = os.path.join(folder, "model-{epoch:03d}.keras")
    return keras.callbacks.ModelCheckpoint(path, monitor="loss", save_best_only=True)
