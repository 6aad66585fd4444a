# title: The goal is always 0.9
# language: en
# mark: 18
# fails: [u06-stop-at-goal]
# needs_person: false

# %% u06-stop-at
class StopAt(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        if logs.get("val_accuracy", 0) >= 0.9:
            self.model.stop_training = True
