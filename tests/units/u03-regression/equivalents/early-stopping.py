# title: Early stopping after at least 20 epochs, the best weights restored
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-train
def train_regressor(x_train, y_train, x_val, y_val):
    stop = keras.callbacks.EarlyStopping(patience=20, start_from_epoch=20, restore_best_weights=True)
    model = keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    history = model.fit(
        x_train, y_train, validation_data=(x_val, y_val), epochs=120, callbacks=[stop], verbose=0
    )
    return model, history
