# title: A copy is trained; the model stays as it was
# language: en
# mark: 15
# fails: [u06-fit-stops, u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    copy = ready_model()
    callbacks = [
        keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True),
    ]
    return copy.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=callbacks)
