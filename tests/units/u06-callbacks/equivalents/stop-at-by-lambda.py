# title: A function that returns a LambdaCallback
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-stop-at
def StopAt(target):
    def look(epoch, logs):
        if "val_accuracy" in logs and logs["val_accuracy"] >= target:
            callback.model.stop_training = True

    callback = keras.callbacks.LambdaCallback(on_epoch_end=look)
    return callback
