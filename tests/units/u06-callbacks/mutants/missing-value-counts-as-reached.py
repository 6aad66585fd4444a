# title: Without val_accuracy the goal counts as reached
# language: ru
# mark: 19
# fails: [u06-stop-at-else]
# needs_person: false

# %% u06-stop-at
class StopAt(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        if logs.get("val_accuracy", 1.0) >= self.target:
            self.model.stop_training = True
