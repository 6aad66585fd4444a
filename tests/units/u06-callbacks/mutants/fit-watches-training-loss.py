# title: Both callbacks watch the training loss
# language: en
# mark: 15
# fails: [u06-fit-stops, u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    callbacks = [
        keras.callbacks.EarlyStopping("loss", patience=5, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="loss", save_best_only=True),
    ]
    return model.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=callbacks)
