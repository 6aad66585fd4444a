# title: The training ends after its first epoch
# language: ru
# mark: 17
# fails: [u06-stop-at-goal, u06-stop-at-else]
# needs_person: false

# %% u06-stop-at
class StopAt(keras.callbacks.Callback):
    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = True
