# title: Few epochs in place of early stopping; the best weights are kept
# language: en
# mark: 18
# fails: [u06-fit-stops]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    history = model.fit(*train, validation_data=val, epochs=20, verbose=0, callbacks=[save])
    model.load_weights(path)
    return history
