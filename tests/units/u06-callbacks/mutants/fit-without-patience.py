# title: The training stops at the first bad epoch
# language: ru
# mark: 18
# fails: [u06-fit-stops]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    callbacks = [
        keras.callbacks.EarlyStopping(restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True),
    ]
    return model.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=callbacks)
