# title: The training rows are used for validation
# language: ru
# mark: 15
# fails: [u06-fit-stops, u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    callbacks = [
        keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True),
    ]
    return model.fit(*train, validation_data=train, epochs=40, verbose=0, callbacks=callbacks)
