# title: Restored by early stopping, saved once at the end; mini-batches of 64
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    stop = keras.callbacks.EarlyStopping(patience=8, restore_best_weights=True)
    history = model.fit(*train, validation_data=val, batch_size=64, epochs=40, verbose=2, callbacks=stop)
    model.save(path)
    return history
