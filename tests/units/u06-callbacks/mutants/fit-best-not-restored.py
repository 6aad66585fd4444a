# title: The model keeps the weights of the last epoch
# language: en
# mark: 17
# fails: [u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    stop = keras.callbacks.EarlyStopping(patience=5)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    return model.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=[stop, save])
