# title: The rate is set by a callback of one's own
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-plateau
class HalveRate(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.lowest = float("inf")
        self.waited = 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.waited = 0
            return
        self.waited += 1
        if self.waited == 2:
            self.waited = 0
            rate = float(self.model.optimizer.learning_rate)
            self.model.optimizer.learning_rate.assign(max(rate / 2, 1e-3))


def make_lr_plateau():
    return HalveRate()
