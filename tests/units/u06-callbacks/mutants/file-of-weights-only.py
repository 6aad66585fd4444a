# title: The weights alone are saved, to another file
# language: ru
# mark: 17
# fails: [u06-fit-best]
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    callbacks = [
        keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(
            path.replace(".keras", ".weights.h5"), save_best_only=True, save_weights_only=True
        ),
    ]
    return model.fit(*train, validation_data=val, epochs=40, verbose=0, callbacks=callbacks)
