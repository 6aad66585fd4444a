# title: The bonus remembers the best epoch instead of counting
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-patient
class PatientStop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs):
        self.history = []

    def on_epoch_end(self, epoch, logs):
        self.history.append(logs["val_loss"])
        best_epoch = int(np.argmin(self.history))
        if best_epoch == epoch:
            self.kept = [np.array(weight) for weight in self.model.get_weights()]
        self.model.stop_training = epoch - best_epoch >= self.patience

    def on_train_end(self, logs):
        self.model.set_weights(self.kept)
