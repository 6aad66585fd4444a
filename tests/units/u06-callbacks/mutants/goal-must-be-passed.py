# title: The goal must be passed, not reached
# language: ru
# mark: 18
# fails: [u06-stop-at-goal]
# needs_person: false

# %% u06-stop-at
class StopAt(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        if logs.get("val_accuracy", 0) > self.target:
            self.model.stop_training = True
