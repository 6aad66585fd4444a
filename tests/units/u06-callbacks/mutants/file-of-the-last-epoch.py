# title: The file holds the model of the last epoch
# language: ru
# mark: 17
# fails: [u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    callbacks = [
        keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path),
    ]
    return model.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=callbacks)
