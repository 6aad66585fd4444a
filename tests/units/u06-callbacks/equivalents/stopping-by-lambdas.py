# title: LambdaCallback with functions that share a dictionary
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-stopping
def make_early_stopping():
    state = {}

    def begin(logs):
        state.update(lowest=float("inf"), waited=0)

    def end_of_epoch(epoch, logs):
        if logs["val_loss"] < state["lowest"]:
            state.update(lowest=logs["val_loss"], waited=0, weights=callback.model.get_weights())
        else:
            state["waited"] += 1
        if state["waited"] >= 6:
            callback.model.stop_training = True

    callback = keras.callbacks.LambdaCallback(
        on_train_begin=begin,
        on_epoch_end=end_of_epoch,
        on_train_end=lambda logs: callback.model.set_weights(state["weights"]),
    )
    return callback
