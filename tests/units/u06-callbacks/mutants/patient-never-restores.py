# title: The bonus stops, but the best weights are lost
# language: en
# mark: 20
# fails: [u06-patient-bonus]
# needs_person: false

# %% u06-patient
class PatientStop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.best, self.wait = float("inf"), 0

    def on_epoch_end(self, epoch, logs=None):
        self.wait = 0 if logs["val_loss"] < self.best else self.wait + 1
        self.best = min(self.best, logs["val_loss"])
        if self.wait >= self.patience:
            self.model.stop_training = True
