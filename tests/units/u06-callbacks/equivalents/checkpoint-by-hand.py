# title: A callback of one's own that saves with keras.saving
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-checkpoint
class SaveImprovements(keras.callbacks.Callback):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.values = []

    def on_epoch_end(self, epoch, logs=None):
        if not self.values or logs["val_loss"] < min(self.values):
            os.makedirs(self.folder, exist_ok=True)
            keras.saving.save_model(self.model, os.path.join(self.folder, f"эпоха{epoch + 1:02}.keras"))
        self.values.append(logs["val_loss"])


def make_checkpoint(folder):
    return SaveImprovements(folder)
