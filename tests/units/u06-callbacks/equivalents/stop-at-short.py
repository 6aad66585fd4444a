# title: One line, by a default of get
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-stop-at
class StopAt(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = logs.get("val_accuracy", -1) >= self.target
