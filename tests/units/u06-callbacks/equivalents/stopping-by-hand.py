# title: A callback of one's own, with the methods as Keras calls them
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-stopping
class MyEarlyStopping(keras.callbacks.Callback):
    def __init__(self, wait):
        super().__init__()
        self.wait_for = wait

    def on_train_begin(self, logs):
        self.best_epoch, self.best, self.weights = 0, float("inf"), None

    def on_epoch_end(self, epoch, logs):
        current = logs.get("val_loss")
        if current < self.best:
            self.best_epoch, self.best, self.weights = epoch, current, self.model.get_weights()
        elif epoch - self.best_epoch >= self.wait_for:
            self.model.stop_training = True

    def on_train_end(self, logs):
        self.model.set_weights(self.weights)


def make_early_stopping():
    return MyEarlyStopping(4)
