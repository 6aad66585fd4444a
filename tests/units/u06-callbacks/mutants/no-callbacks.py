# title: Callbacks are made, but fit does not get them
# language: ru
# mark: 15
# fails: [u06-fit-stops, u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    history = model.fit(*train, validation_data=val, epochs=40, verbose=0)
    model.save(path)
    return history
