# title: Early stopping after at least 20 epochs
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u01-train
def train(model, train, val):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, start_from_epoch=20)
    x, y = train
    return model.fit(x, y, validation_data=val, epochs=60, callbacks=[stop], verbose=0)
