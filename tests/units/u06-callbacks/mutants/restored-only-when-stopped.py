# title: The best weights come back only if the training was stopped
# language: en
# mark: 18
# fails: [u06-stopping-weights]
# needs_person: false

# %% u06-stopping
class RestoringStop(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.best, self.waited = np.inf, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.waited = logs["val_loss"], 0
            self.weights = self.model.get_weights()
        else:
            self.waited += 1
            if self.waited == 4:
                self.model.stop_training = True
                self.model.set_weights(self.weights)


def make_early_stopping():
    return RestoringStop()
