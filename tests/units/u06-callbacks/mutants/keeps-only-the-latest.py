# title: The file of the epoch before is deleted
# language: en
# mark: 16
# fails: [u06-checkpoint-epochs, u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
class Latest(keras.callbacks.Callback):
    def __init__(self, folder):
        super().__init__()
        self.folder, self.best, self.file = folder, np.inf, None

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            os.makedirs(self.folder, exist_ok=True)
            if self.file:
                os.remove(self.file)
            self.file = f"{self.folder}/epoch-{epoch + 1}.keras"
            self.model.save(self.file)


def make_checkpoint(folder):
    return Latest(folder)
