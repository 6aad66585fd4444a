# title: The numbers in the names begin at 0
# language: en
# mark: 18
# fails: [u06-checkpoint-names]
# needs_person: false

# %% u06-checkpoint
class Saver(keras.callbacks.Callback):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.best = np.inf

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            os.makedirs(self.folder, exist_ok=True)
            self.model.save(f"{self.folder}/epoch-{epoch}.keras")


def make_checkpoint(folder):
    return Saver(folder)
