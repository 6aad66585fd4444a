# title: Bad epochs are counted in all, not in a row
# language: ru
# mark: 18
# fails: [u06-stopping-epoch]
# needs_person: false

# %% u06-stopping
class MyStop(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.best, self.bad = 1e9, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            self.weights = self.model.get_weights()
        else:
            self.bad += 1
        if self.bad == 6:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


def make_early_stopping():
    return MyStop()
