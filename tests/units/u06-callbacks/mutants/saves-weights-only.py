# title: Only the weights are saved
# language: ru
# mark: 16
# fails: [u06-checkpoint-epochs, u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint(
        folder + "/model-{epoch:03d}.weights.h5", save_best_only=True, save_weights_only=True
    )
