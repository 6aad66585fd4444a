# title: Compiled anew with another optimizer; patience 3; more callbacks than needed
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u06-fit
def train_with_callbacks(model, train, val, path):
    model.compile(keras.optimizers.RMSprop(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(
        train[0],
        train[1],
        validation_data=val,
        epochs=40,
        verbose=0,
        callbacks=[
            keras.callbacks.TerminateOnNaN(),
            keras.callbacks.ReduceLROnPlateau(patience=1),
            keras.callbacks.ModelCheckpoint(path, save_best_only=True),
            keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True),
        ],
    )
