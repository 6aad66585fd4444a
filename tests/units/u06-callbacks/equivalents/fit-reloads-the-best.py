# title: "No restoring: the best weights are read back from the file"
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    x, y = train
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=4)
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", mode="min", save_best_only=True)
    history = model.fit(
        x, y, validation_data=(val[0], val[1]), epochs=40, batch_size=16, verbose=0, callbacks=[save, stop]
    )
    best = keras.models.load_model(path)
    model.set_weights(best.get_weights())
    return history
